using System.Globalization;
using Unmask.Theory;

namespace Unmask.Plugins.Metrics;

/// <summary>
/// Bounds on the error of a score in continuous time: <c>tv</c> K (21)/(22), <c>tv-sharp</c> the least of T 2.5, <c>path</c> T 2.6, <c>kl</c> and <c>kl-tv</c> T 2.7 (T 2.6
/// where the prior is not all on one symbol), <c>observable</c> K (19)/(20) for ‖ψ‖_∞ ≤ 1, <c>ipm.label</c> K (23)/(24) for each metric of the pipeline that is an
/// <see cref="IIntegralMetric"/>; and what they are made of: <c>prior</c>, <c>prior-exact</c>, <c>total-rate</c> ‖β‖₁, <c>not-all-masked</c> ‖β(1 − p(m))‖₁, and of
/// <c>tv</c> the <c>factor</c> and the <c>loss</c> under its root.
/// </summary>
/// <remarks>
/// For a process that is neither masked nor uniform K states none: <c>tv</c> and its parts are left out, <c>observable</c> and <c>ipm</c> are by <c>tv-sharp</c>, and
/// <c>prior</c> is left out unless the process resets tokens.
/// </remarks>
internal static class ScoreBounds
{
    /// <summary>Whether they can be had.</summary>
    public static Feasibility Check(ICell cell) => cell.Check<ScoreLosses>();

    /// <summary>Computes and reports them.</summary>
    public static void Measure(ICell cell, IResults results, CancellationToken stop)
    {
        var chain = cell.Derive<ReverseChain>(stop).Value;
        var (losses, method) = cell.Derive<ScoreLosses>(stop);
        var prior = PriorMismatch.Of(chain);
        var (kan, path) = (KanBounds.Of(chain, prior, losses), PathBounds.Of(prior, losses));
        var bracket = kan.Paper ?? kan.Sharpest;

        if (kan.Paper is { } paper)
        {
            Add("tv", paper.Value, paper.Reason ?? $"{paper.Equation}{Band(losses)}");
            Add("factor", paper.Factor);
            Add("loss", paper.Loss, paper.Reason);
        }

        Add("tv-sharp", kan.Sharpest.Value, kan.Sharpest.Reason ?? kan.Sharpest.Equation);
        Add("path", path.Path.Value, path.Path.Reason);
        var divergence = path.Conditioned ?? path.Divergence;
        Add("kl", divergence, losses.Conditioned is { } conditioned ? conditioned.Reason : losses.ScoreEntropy.Reason);
        Add("kl-tv", Math.Sqrt(divergence / 2), losses.Conditioned is { } same ? same.Reason : losses.ScoreEntropy.Reason);
        if (chain.Resets)
        {
            Add("prior", prior.Bound);
        }

        Add("prior-exact", prior.TotalVariation);
        Add("total-rate", chain.Total);
        if (losses.Conditioned is not null && kan.Paper is not null)
        {
            Add("not-all-masked", KanBounds.NotAllMasked(cell.Shape.Length, -Numerics.Logarithms.ExpMinusOne(-chain.Total)));
        }

        Add("observable", bracket.Observable(1), bracket.Reason);
        foreach (var (label, metric) in cell.Metrics)
        {
            if (metric is IIntegralMetric integral)
            {
                var constant = integral.Constant(cell);
                Add($"ipm.{label}", bracket.Metric(constant), bracket.Reason ?? Text($"2 C_Ψ = {2 * constant:G6} times {(kan.Paper is null ? "tv-sharp" : "tv")}"));
            }
        }

        void Add(string name, double value, string? note = null) => results.Add(name, value, method, note: note);
    }

    /// <summary>K states (21) for scores within half of the exact one.</summary>
    private static string Band(ScoreLosses losses) => losses.Conditioned is null ? ""
        : losses.InBand ? "; the score is 1/2 to 3/2 times the exact one, as it asks for" : "; the score is not 1/2 to 3/2 times the exact one, and it holds all the same (T 2.5)";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
