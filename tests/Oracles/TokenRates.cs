namespace Unmask.Tests.Oracles;

/// <summary>Generators of one token at unit rate, row = from, column = to.</summary>
public static class TokenRates
{
    /// <summary>Every symbol jumps to the mask, symbol S; the mask stays.</summary>
    public static double[,] Masked(int states)
    {
        var q = new double[states + 1, states + 1];
        for (var v = 0; v < states; v++)
        {
            (q[v, v], q[v, states]) = (-1, 1);
        }

        return q;
    }

    /// <summary>Every symbol jumps to each other one at rate 1/S.</summary>
    public static double[,] Uniform(int states)
    {
        var q = new double[states, states];
        for (var v = 0; v < states; v++)
        {
            for (var u = 0; u < states; u++)
            {
                q[v, u] = (1.0 / states) - (u == v ? 1 : 0);
            }
        }

        return q;
    }

    /// <summary>Every symbol jumps to its two neighbours on a circle, twice as fast upwards; the uniform law is stationary.</summary>
    public static double[,] Circle(int states)
    {
        var q = new double[states, states];
        for (var v = 0; v < states; v++)
        {
            q[v, (v + 1) % states] += 2;
            q[v, (v + states - 1) % states] += 1;
            q[v, v] -= 3;
        }

        return q;
    }
}
