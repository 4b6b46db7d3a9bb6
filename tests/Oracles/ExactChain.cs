using System.Numerics;

namespace Unmask.Tests.Oracles;

/// <summary>
/// The drops h(0) − h(w) of a Markov chain in exact integers, 600 binary digits behind the point, from
/// <c>TC(W) = Σ I(neighbours in W)</c> and <c>P_w(gap g) = C(L−g−1, w−2)/C(L, w)</c>.
/// </summary>
public sealed class ExactChain
{
    private const int Digits = 600;
    private readonly BigInteger[] _informations;

    /// <param name="pairInformation">Index g = 1…L−1: <c>Σ_i I(X_i; X_{i+g})</c>.</param>
    public ExactChain(double[] pairInformation) => _informations = [.. pairInformation.Select(Fixed)];

    /// <summary><c>h(0) − h(w) = τ(w+1) − τ(w)</c>.</summary>
    public BigInteger Drop(int w) => MeanCorrelation(w + 1) - MeanCorrelation(w);

    /// <summary>The error <c>Σ_t Σ_{k&lt;s_t} [h(w_t) − h(w_t+k)]</c> of sizes in reveal order.</summary>
    public double Error(int[] sizes)
    {
        var drops = Enumerable.Range(0, _informations.Length).Select(Drop).ToArray();
        var error = BigInteger.Zero;
        var known = 0;
        foreach (var size in sizes)
        {
            for (var k = 0; k < size; k++)
            {
                error += drops[known + k] - drops[known];
            }

            known += size;
        }

        return ToDouble(error);
    }

    public static double ToDouble(BigInteger value) =>
        value.IsZero ? 0 : Math.ScaleB((double)(value >> (int)(value.GetBitLength() - 64)), (int)value.GetBitLength() - 64 - Digits);

    private BigInteger MeanCorrelation(int w)
    {
        var length = _informations.Length;
        if (w < 2)
        {
            return 0;
        }

        var sum = BigInteger.Zero;
        var sets = Binomial(length - 2, w - 2);
        for (var g = 1; g < length; g++)
        {
            sum += sets * _informations[g];
            sets = sets * (length - g - 1 - (w - 2)) / Math.Max(1, length - g - 1);
        }

        return sum / Binomial(length, w);
    }

    private static BigInteger Binomial(int n, int k)
    {
        var binomial = BigInteger.One;
        for (var j = 1; j <= k; j++)
        {
            binomial = binomial * (n - k + j) / j;
        }

        return binomial;
    }

    private static BigInteger Fixed(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> 52 & 0x7FF);
        var mantissa = (BigInteger)(bits & 0xFFFFFFFFFFFFF | (exponent == 0 ? 0 : 1L << 52));
        return mantissa << (Digits + Math.Max(exponent, 1) - 1075);
    }
}
