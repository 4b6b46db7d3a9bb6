using Unmask.Numerics;

namespace Unmask.Plugins.Metrics;

/// <summary>Laws on all sequences, shape [S^L], row-major: the first token is slowest. Pure functions.</summary>
internal static class Sequences
{
    /// <summary>The tokens of a state number.</summary>
    public static void Tokens(Shape shape, long number, Span<int> tokens)
    {
        for (var i = shape.Length - 1; i >= 0; i--)
        {
            tokens[i] = (int)(number % shape.States);
            number /= shape.States;
        }
    }

    /// <summary>The tokens of a state number, as text.</summary>
    public static string Text(Shape shape, long number)
    {
        var tokens = new int[shape.Length];
        Tokens(shape, number, tokens);
        return $"({string.Join(", ", tokens)})";
    }

    /// <summary>The law of <c>(X_start, …, X_{start+width−1})</c>, shape [S^width].</summary>
    public static double[] Window(ReadOnlySpan<double> law, Shape shape, int start, int width)
    {
        var window = new double[(int)Math.Pow(shape.States, width)];
        var after = (int)Math.Pow(shape.States, shape.Length - start - width);
        for (var block = 0; block * after < law.Length; block++)
        {
            window[block % window.Length] += Sum.Of(law.Slice(block * after, after));
        }

        return window;
    }

    /// <summary>The first state that p can take and q cannot, or −1.</summary>
    public static int FirstMissing(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        for (var x = 0; x < p.Length; x++)
        {
            if (p[x] > 0 && q[x] == 0)
            {
                return x;
            }
        }

        return -1;
    }
}
