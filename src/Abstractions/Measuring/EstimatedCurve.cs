using Unmask.Numerics;

namespace Unmask;

/// <summary>
/// The cross-entropy curve <c>c(w)</c> of a predictor estimated along random orders of data sequences (T 1.13), kept in groups of
/// sequences: what the standard error of any linear functional of it needs, differences of schedules included.
/// </summary>
/// <remarks>
/// <para>With group means <c>m_g</c> of <c>n_g</c> sequences, a functional's error is <c>√(Σ_g n_g (f(m_g) − f(m))² / (G−1) / n)</c>, f the
/// functional, m the mean of all: paired, since all of it is taken from the same sequences. Memory is groups × L.</para>
/// <para>Where neither h nor the law's conditionals are known, c cannot be told apart into h and an excess: then all of it counts as
/// information here, and <see cref="Separates"/> is false. Units: nats. Immutable, so thread-safe.</para>
/// </remarks>
public sealed class EstimatedCurve
{
    private readonly IReadOnlyList<CurveGroup> _groups;
    private readonly InformationCurve? _known;
    private readonly bool _isHalf;

    /// <summary>Puts groups together.</summary>
    /// <param name="groups">At least two, with the same parts: neighbouring sequences, the first ones first.</param>
    /// <param name="known">The exact information curve, where the groups hold excesses only; else null.</param>
    /// <exception cref="ArgumentException">There are fewer than two groups.</exception>
    public EstimatedCurve(IReadOnlyList<CurveGroup> groups, InformationCurve? known = null)
        : this(groups, known, isHalf: false)
    {
    }

    private EstimatedCurve(IReadOnlyList<CurveGroup> groups, InformationCurve? known, bool isHalf)
    {
        _isHalf = isHalf;
        if (groups.Count < 2)
        {
            throw new ArgumentException($"Expected at least 2 groups of sequences, without which there is no standard error; got {groups.Count}.", nameof(groups));
        }

        _groups = groups;
        _known = known;
        Samples = groups.Sum(group => group.Count);
        Mean = MeanCurve();
        LogProbability = groups[0].LogProbability is null ? null : Sum.Of([.. groups.Select(group => group.LogProbability!.Value)]) / Samples;
    }

    /// <summary>The sequence length <c>L</c>.</summary>
    public int Length => Mean.Length;

    /// <summary>How many data sequences it was estimated from.</summary>
    public long Samples { get; }

    /// <summary>The degrees of freedom of every standard error: one less than the number of groups.</summary>
    public int DegreesOfFreedom => _groups.Count - 1;

    /// <summary>True if <c>h(w)</c> and <c>c(w) − h(w)</c> are told apart; if not, <see cref="Mean"/> holds all of c as information.</summary>
    public bool Separates => _groups[0].Excess is not null;

    /// <summary>True if the information curve is exact and only the excess is estimated.</summary>
    public bool KnowsInformation => _known is not null;

    /// <summary>The estimated curve. Unlike a true one, its information may increase somewhere.</summary>
    public CrossEntropyCurve Mean { get; }

    /// <summary>The mean of <c>log p(x)</c> over the sequences, or null where it is not known.</summary>
    public double? LogProbability { get; }

    /// <summary><c>c(w)</c> with its standard error.</summary>
    public Estimated CrossEntropy(int w) => new(Mean[w], StandardError(group => (group.Information?[w] ?? 0) + (group.Excess?[w] ?? 0)));

    /// <summary><c>h(w)</c> with its standard error, null where h is exact.</summary>
    public Estimated Information(int w) => new(Mean.Information[w], KnowsInformation ? null : StandardError(group => group.Information![w]));

    /// <summary>The standard error of <c>Σ_w [information_w h(w) + excess_w (c(w) − h(w))] + logProbability · log p(x)</c>.</summary>
    /// <param name="information">Weights of h, shape [L], or null for none; of no effect where h is exact.</param>
    /// <param name="excess">Weights of the excess, shape [L], or null for none; of no effect where it is not told apart.</param>
    /// <param name="logProbability">The weight of <c>log p(x)</c>.</param>
    /// <returns>Null where a value that counts is not finite.</returns>
    public double? StandardError(double[]? information, double[]? excess, double logProbability = 0) =>
        StandardError(group => Functional(group, information, excess, logProbability));

    /// <summary>A value that is linear in the curve, with its standard error and its parts.</summary>
    /// <param name="value">The value.</param>
    /// <param name="information">As in <see cref="StandardError(double[], double[], double)"/>, and so the others.</param>
    /// <param name="excess">The same.</param>
    /// <param name="logProbability">The same.</param>
    public Estimated Linear(double value, double[]? information, double[]? excess, double logProbability = 0) =>
        new(value, StandardError(information, excess, logProbability)) { Parts = Parts(value, group => Functional(group, information, excess, logProbability)) };

    /// <summary>Every other group, as a curve of its own: what is chosen on one half is judged on the other.</summary>
    /// <param name="which">0 or 1.</param>
    /// <exception cref="ArgumentException">There are fewer than four groups, so that a half has no standard error.</exception>
    public EstimatedCurve Half(int which) => new([.. _groups.Where((_, g) => g % 2 == which)], _known, isHalf: true);

    private static double Functional(CurveGroup group, double[]? information, double[]? excess, double logProbability) =>
        Weighted(information, group.Information) + Weighted(excess, group.Excess) + (logProbability == 0 ? 0 : logProbability * group.LogProbability!.Value);

    /// <summary>The value with what each group of samples differs by from all; null for a half, whose groups are not neighbours.</summary>
    private double[]? Parts(double value, Func<CurveGroup, double> sum)
    {
        if (_isHalf)
        {
            return null;
        }

        var (sums, total, first) = (new double[SampleGroups.Count(Samples)], new Sum(), 0L);
        foreach (var group in _groups)
        {
            var own = sum(group);
            total.Add(own);
            sums[SampleGroups.Of(first, Samples)] += own;
            first += group.Count;
        }

        for (var k = 0; k < sums.Length; k++)
        {
            sums[k] = value + ((sums[k] / SampleGroups.Size(k, Samples)) - (total.Value / Samples));
        }

        return Array.TrueForAll(sums, double.IsFinite) ? sums : null;
    }

    private double? StandardError(Func<CurveGroup, double> sum)
    {
        var means = _groups.Select(group => sum(group) / group.Count).ToArray();
        var (total, squares) = (new Sum(), new Sum());
        for (var g = 0; g < means.Length; g++)
        {
            total.Add(_groups[g].Count * means[g]);
        }

        for (var g = 0; g < means.Length; g++)
        {
            var off = means[g] - (total.Value / Samples);
            squares.Add(_groups[g].Count * off * off);
        }

        var error = Math.Sqrt(squares.Value / DegreesOfFreedom / Samples);
        return double.IsFinite(error) ? error : null;
    }

    private static double Weighted(double[]? weights, double[]? sums)
    {
        var total = new Sum();
        for (var w = 0; weights is not null && sums is not null && w < weights.Length; w++)
        {
            if (weights[w] != 0)
            {
                total.Add(weights[w] * sums[w]);
            }
        }

        return total.Value;
    }

    /// <summary>An infinite c that is not told apart is held as an infinite excess: an information is finite.</summary>
    private CrossEntropyCurve MeanCurve()
    {
        var information = _known is null ? MeanOf(group => group.Information!) : [];
        var excess = Separates ? MeanOf(group => group.Excess!) : new double[information.Length];
        for (var w = 0; w < information.Length; w++)
        {
            if (double.IsInfinity(information[w]))
            {
                (information[w], excess[w]) = (w > 0 ? information[w - 1] : 0, double.PositiveInfinity);
            }
        }

        return new CrossEntropyCurve(_known ?? InformationCurve.FromValues(information), excess);
    }

    private double[] MeanOf(Func<CurveGroup, double[]> part)
    {
        var sums = new Sum[part(_groups[0]).Length];
        foreach (var group in _groups)
        {
            for (var w = 0; w < sums.Length; w++)
            {
                sums[w].Add(part(group)[w]);
            }
        }

        return Array.ConvertAll(sums, sum => sum.Value / Samples);
    }
}
