namespace Unmask.Interpretation;

/// <summary>Binomial coefficients. Pure functions.</summary>
internal static class Binomial
{
    /// <summary><c>C(n, k)</c>, exact below 2^53, <c>+∞</c> beyond any double; 0 if k is not in 0…n.</summary>
    public static double Of(int n, int k)
    {
        if (k < 0 || k > n)
        {
            return 0;
        }

        var value = 1.0;
        for (var j = 1; j <= Math.Min(k, n - k); j++)
        {
            value = value * (n - Math.Min(k, n - k) + j) / j;
        }

        return Math.Round(value);
    }
}
