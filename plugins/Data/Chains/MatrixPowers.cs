using Unmask.Theory;

namespace Unmask.Plugins.Data.Chains;

/// <summary>The powers <c>P, P², …</c> of a stochastic matrix and their transposes.</summary>
/// <remarks>
/// <para>Once <c>P^{2g}</c> and <c>P^{2g−1}</c> agree with <c>P^g</c> in every entry to a relative 1e-14, which is the rounding
/// of the products themselves, <c>P^g</c> stands for all later powers: every eigenvalue is then 1 or has died out.
/// A periodic chain, or one that mixes slowly, never gets there and has exact powers only.</para>
/// <para>At most 64 MiB are kept. Immutable, so thread-safe.</para>
/// </remarks>
internal sealed class MatrixPowers
{
    private const int Budget = 1 << 23;
    private const double Agreement = 1e-14;

    private readonly int _states;
    private readonly double[][] _powers, _transposes;

    /// <summary>Computes the powers that a sequence can ask for, as far as they change and memory allows.</summary>
    /// <param name="step">The matrix, shape [S × S], rows sum to 1.</param>
    /// <param name="states">Vocabulary size S.</param>
    /// <param name="length">Sequence length L: no gap is longer than L − 1.</param>
    public MatrixPowers(double[] step, int states, int length)
    {
        _states = states;
        var most = (int)Math.Clamp(Budget / (2L * step.Length), 1, Math.Max(1, length - 1));
        var powers = new List<double[]> { step };
        while (powers.Count < most && !Settled(powers))
        {
            var next = new double[step.Length];
            Matrices.StochasticProduct(powers[^1], step, next, states);
            powers.Add(next);
        }

        if (Settled(powers))
        {
            powers.RemoveRange(powers.Count / 2, powers.Count - (powers.Count / 2));
            Settles = true;
        }

        _powers = [.. powers];
        _transposes = [.. powers.Select(power => Matrices.Transpose(power, states))];
    }

    /// <summary>How many powers differ from each other and are kept.</summary>
    public int Count => _powers.Length;

    /// <summary>True if the last power kept stands for all later ones.</summary>
    public bool Settles { get; }

    /// <summary>Whether <c>P^gap</c>, <c>gap ≥ 1</c>, can be had.</summary>
    public bool Reaches(int gap) => Settles || gap <= _powers.Length;

    /// <summary>The exponent whose power stands for <c>P^gap</c>: the gap itself, or where the powers settled.</summary>
    public int Canonical(int gap) => Math.Min(gap, _powers.Length);

    /// <summary><c>P^gap</c>, shape [S × S]; only where <see cref="Reaches"/>.</summary>
    public double[] Power(int gap) => _powers[Canonical(gap) - 1];

    /// <summary>Row <paramref name="a"/> of <c>P^gap</c>: the law of <c>X_{i+gap}</c> given <c>X_i = a</c>.</summary>
    public ReadOnlySpan<double> From(int gap, int a) => Power(gap).AsSpan(a * _states, _states);

    /// <summary>Column <paramref name="b"/> of <c>P^gap</c>: the likelihood of <c>X_i</c> when <c>X_{i+gap} = b</c>.</summary>
    public ReadOnlySpan<double> To(int gap, int b) => _transposes[Canonical(gap) - 1].AsSpan(b * _states, _states);

    private static bool Settled(List<double[]> powers)
    {
        var count = powers.Count;
        return count % 2 == 0 && Agree(powers[(count / 2) - 1], powers[^1]) && Agree(powers[(count / 2) - 1], powers[^2]);
    }

    private static bool Agree(double[] early, double[] late)
    {
        for (var k = 0; k < early.Length; k++)
        {
            if (!(Math.Abs(late[k] - early[k]) <= Agreement * late[k]))
            {
                return false;
            }
        }

        return true;
    }
}
