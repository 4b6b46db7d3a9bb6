using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask.Theory;

namespace Unmask.Plugins.Metrics;

/// <summary>Of what <see cref="Tv"/> is measured.</summary>
public enum TvMarginal
{
    /// <summary>Whole sequences.</summary>
    Joint,

    /// <summary>Each position.</summary>
    Position,

    /// <summary>Each k neighbouring positions.</summary>
    K,
}

/// <summary>Options of <see cref="Tv"/>.</summary>
/// <param name="Marginal">Of what.</param>
/// <param name="K">Positions of a window, for <see cref="TvMarginal.K"/> only.</param>
/// <param name="Samples">How many sequences an estimate draws.</param>
public sealed record TvOptions(
    [Description("of whole sequences, of each position, or of each k neighbouring positions")] TvMarginal Marginal = TvMarginal.Joint,
    [Range(1, int.MaxValue)][Description("positions of a window, with marginal k")] int? K = null,
    [Range(2, 1e15)][Description("sequences drawn where the generated law cannot be enumerated; the sampler's number if absent")] long? Samples = null);

/// <summary>
/// Total variation <c>½ Σ_x |p(x) − q(x)|</c> of the data and the generated law: <c>tv</c> of whole sequences, <c>tv.position</c> of each
/// position (index i), or <c>tv.kgram</c> of each k neighbouring positions (index of the first). K Table 2.
/// </summary>
/// <remarks>
/// Exact where the generated law can be enumerated; else a plug-in estimate, biased upward, from generated sequences. A mask that is left
/// is a symbol that data does not have. Thread-safe.
/// </remarks>
[Plugin(
    "tv",
    Summary = "Total variation between data and generated law: joint, by position, or by k neighbours",
    Equation = "½ Σ_x |p(x) − q(x)|",
    Reference = "K Table 2")]
[Better(Better.Smaller)]
public sealed class Tv(TvOptions options) : IMetric, IIntegralMetric
{
    /// <inheritdoc/>
    public long? SampleCount => options.Samples;

    /// <inheritdoc/>
    public double Constant(ICell cell) => MetricConstant.TotalVariation;

    /// <inheritdoc/>
    public void Check(ICell cell, Problems problems)
    {
        if ((options.Marginal == TvMarginal.K) != (options.K is not null))
        {
            problems.Add("k", options.K is { } given ? $"got {given} with another marginal; expected it with \"marginal\": \"k\" only." : "got none; expected the number of neighbouring positions, such as \"k\": 2.");
        }
        else if (options.K > cell.Shape.Length)
        {
            problems.Add("k", $"got {options.K} neighbouring positions in sequences of {cell.Shape.Length}; expected 1 to {cell.Shape.Length}.");
        }
        else if (BothLaws.Check(cell).Reason is { } law && (Sampling.Check(cell) + DataWindows.Check(cell, Width(cell.Shape))).Reason is { } samples)
        {
            problems.Add($"{Sampling.Neither(law, samples)}. Try \"marginal\": \"position\", or \"k\" with a smaller k.");
        }
    }

    /// <inheritdoc/>
    public SampleRequest? Samples(ICell cell) =>
        BothLaws.Check(cell).Possible ? null : new SampleRequest(cell.Samples, () => new WindowTally(GeneratedSpace.Of(cell), Width(cell.Shape)));

    /// <inheritdoc/>
    public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop)
    {
        var width = Width(cell.Shape);
        var name = options.Marginal switch { TvMarginal.Joint => "", TvMarginal.Position => "position", _ => "kgram" };
        var both = seen is null ? BothLaws.Of(cell, stop) : (BothLaws?)null;
        for (var start = 0; start + width <= cell.Shape.Length; start++)
        {
            int? index = options.Marginal == TvMarginal.Joint ? null : start;
            if (both is { } laws)
            {
                var p = Sequences.Window(laws.Data, laws.Shape, start, width);
                var q = Sequences.Window(laws.Generated, laws.Shape, start, width);
                results.Add(name, Estimate.TotalVariation(p, q), laws.Method, index: index);
            }
            else
            {
                var (tally, p) = ((WindowTally)seen!, DataWindows.Law(cell, start, width, stop));
                var q = new double[p.Length];
                tally.Frequencies(start, q);
                var (value, error, note) = Estimate.TotalVariation(p, q, tally.Count);
                results.Add(name, value, "samples", error, tally.Count, index, note);
            }
        }
    }

    private int Width(Shape shape) => options.Marginal switch
    {
        TvMarginal.Joint => shape.Length,
        TvMarginal.Position => 1,
        _ => options.K!.Value,
    };
}
