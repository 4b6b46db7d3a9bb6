using System.Numerics;
using Unmask.Numerics;

namespace Unmask.Theory;

/// <summary>
/// Bounds on <c>E_M KL(p_X0 ‖ p_Y0|M) − ε_train</c> of sizes chosen in advance and positions chosen uniformly, as functions
/// of the information curve: with drops <c>d(w) = h(0) − h(w)</c>, <c>Σ_i I(X_i; X_{−i}) = L d(L−1)</c>.
/// </summary>
/// <remarks>Nats per sequence, without ε_train. <c>largest</c> is <c>s_max</c>, 1…L. Pure functions, so thread-safe.</remarks>
public static class LiCaiBounds
{
    /// <summary>Theorem 1, LC (8): at most <c>(2^{⌈log2 s_max⌉} − 1)/L · Σ_i I</c>.</summary>
    public static double Theorem1(InformationCurve curve, int largest)
    {
        RequireSize(curve, largest);
        return (NextPowerOfTwo(largest) - 1) * curve.Drops[^1];
    }

    /// <summary>Corollary 1, LC (9) with C1 = 1, for balanced sizes: at most <c>(1/T) Σ_i I</c> (T 1.9).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is not in 1…L.</exception>
    public static double Corollary1(InformationCurve curve, int steps)
    {
        RequireSize(curve, steps);
        return curve.SumInformation / steps;
    }

    /// <summary>The sharper Theorem 1 (T 1.9): at most <c>(s_max − 1)/L · Σ_i I</c>; equality for (Z, …, Z), largest block first.</summary>
    public static double Sharp(InformationCurve curve, int largest)
    {
        RequireSize(curve, largest);
        return (largest - 1) * curve.Drops[^1];
    }

    /// <summary>The sharp Theorem 2 (T 1.11): at most <c>U(s_max) = Σ_{k=1}^{s_max−1} d(L−k)</c>.</summary>
    public static double Sharpest(InformationCurve curve, int largest)
    {
        RequireSize(curve, largest);
        return Sum.Of(curve.Drops[(curve.Length - largest + 1)..]);
    }

    /// <summary>
    /// Theorem 2 upper, LC (12) as corrected (T 1.4): at most <c>s Σ_{j=1}^{log2 s} 2^{−j} d(L − s 2^{−j})</c>, s the least power
    /// of two that is at least s_max.
    /// </summary>
    public static double Theorem2Upper(InformationCurve curve, int largest)
    {
        RequireSize(curve, largest);
        var sum = new Sum();
        for (var known = NextPowerOfTwo(largest) / 2; known >= 1; known /= 2)
        {
            sum.Add(known * curve.Drops[curve.Length - known]);
        }

        return sum.Value;
    }

    /// <summary>
    /// Theorem 2 lower, LC (27), for random halving (sizes iid uniform from {s_max, s_max/2} in reveal order, the last cut):
    /// at least <c>(s_max/8) d(L − s_max/2)</c>.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="largest"/> is odd.</exception>
    public static double Theorem2Lower(InformationCurve curve, int largest)
    {
        RequireSize(curve, largest);
        if (largest % 2 != 0)
        {
            throw new ArgumentException($"Expected an even largest size, to be halved; got {largest}.", nameof(largest));
        }

        return largest / 8.0 * curve.Drops[curve.Length - (largest / 2)];
    }

    /// <summary>
    /// The form of LC (12) and (13) with constant 1: <c>s Σ_{j=0}^{log2 s} 2^{−j} d(L − s 2^{−j})</c>. One sixteenth of it is a
    /// lower bound for random halving (C3 = 1/16, T 1.4).
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="largest"/> is not a power of two.</exception>
    public static double Form13(InformationCurve curve, int largest)
    {
        RequireSize(curve, largest);
        if (!BitOperations.IsPow2(largest))
        {
            throw new ArgumentException($"Expected a largest size that is a power of two, got {largest}.", nameof(largest));
        }

        return (largest * curve.Drops[curve.Length - largest]) + Theorem2Upper(curve, largest);
    }

    /// <summary>
    /// The exact error of a random offset (T 1.11): first block uniform on 1…s, then blocks of s, the last cut:
    /// <c>Σ_{j=1}^{s−1} (1 − j/s) d(L−j)</c>, between <c>U(s)/2</c> and <c>U(s)</c>.
    /// </summary>
    public static double RandomOffset(InformationCurve curve, int largest)
    {
        RequireSize(curve, largest);
        var sum = new Sum();
        for (var j = 1; j < largest; j++)
        {
            sum.Add((largest - j) * curve.Drops[curve.Length - j]);
        }

        return sum.Value / largest;
    }

    /// <summary>The prior bound of Feng et al. for n-gram data, as LC quotes it: <c>((n−1)/T)^{1/n} log S</c>, nats per token.</summary>
    /// <param name="order">n ≥ 1; a chain in which a token depends on the k before it has n = k + 1.</param>
    /// <param name="steps">T ≥ 1.</param>
    /// <param name="states">Vocabulary size S ≥ 1.</param>
    public static double Feng(int order, int steps, int states)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(states, 1);
        return Math.Pow((order - 1.0) / steps, 1.0 / order) * Math.Log(states);
    }

    /// <summary>The worst case over all laws, for balanced sizes (T 1.12): <c>L log S / T</c>.</summary>
    public static double WorstCase(Shape shape, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        return shape.Length * Math.Log(shape.States) / steps;
    }

    private static int NextPowerOfTwo(int size) => (int)BitOperations.RoundUpToPowerOf2((uint)size);

    private static void RequireSize(InformationCurve curve, int size)
    {
        if (size < 1 || size > curve.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(size), size, $"Expected a number from 1 to the length {curve.Length}.");
        }
    }
}
