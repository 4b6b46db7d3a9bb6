using System.Globalization;
using Unmask.Numerics;
using Unmask.Theory;

namespace Unmask.Plugins.Metrics;

/// <summary>
/// Bounds on the error of a score in continuous time: <c>tv</c> K (21)/(22), <c>tv-sharp</c> the least of T 2.5, <c>path</c> T 2.6, <c>kl</c> and <c>kl-tv</c> T 2.7 (T 2.6
/// where the prior is not all on one symbol), <c>observable</c> K (19)/(20) for ‖ψ‖_∞ ≤ 1, <c>ipm.label</c> K (23)/(24) for each metric of the pipeline that is an
/// <see cref="IIntegralMetric"/>; and what they are made of: <c>prior</c>, <c>prior-exact</c>, <c>total-rate</c> ‖β‖₁, <c>not-all-masked</c> ‖β(1 − p(m))‖₁, and of
/// <c>tv</c> the <c>factor</c> and the <c>loss</c> under its root.
/// </summary>
/// <remarks>
/// <para>For a process that is neither masked nor uniform K states none: <c>tv</c> and its parts are left out, <c>observable</c> and <c>ipm</c> are by <c>tv-sharp</c>, and
/// <c>prior</c> is left out unless the process redraws tokens.</para>
/// <para>Where the space cannot be enumerated the losses are estimates, and the prior mismatch of a process that redraws tokens is bounded: <c>prior-exact</c> is left out unless masked.</para>
/// </remarks>
internal static class ScoreBounds
{
    /// <summary>Whether they can be had.</summary>
    public static Feasibility Check(ICell cell) => cell.Check<ReverseChain>() is { Possible: false, Reason: { } reason } && cell.Find<IForwardProcess>()?.Find<IRedraws>() is null
        ? Feasibility.No(reason)
        : cell.Check<ScoreLosses>();

    /// <summary>Computes and reports them.</summary>
    public static void Measure(ICell cell, IResults results, CancellationToken stop)
    {
        var (losses, method) = cell.Derive<ScoreLosses>(stop);
        var formula = losses.Samples is null ? method : "formula";
        var (process, noise) = (cell.Find<IForwardProcess>()!, cell.Find<INoiseSchedule>()!);
        var total = noise.Integral(noise.End);
        var prior = cell.Check<ReverseChain>().Possible ? PriorMismatch.Of(cell.Derive<ReverseChain>(stop).Value) : PriorMismatch.Of(process, cell.Shape, total);
        var (kan, path) = (KanBounds.Of(process, cell.Shape, total, prior, losses), PathBounds.Of(prior, losses));
        var bracket = kan.Paper ?? kan.Sharpest;

        if (kan.Paper is { } paper)
        {
            Add("tv", paper, $"{paper.Equation}{Band(losses)}");
            results.Add("factor", paper.Factor, formula);
            AddLoss("loss", paper.Loss);
        }

        Add("tv-sharp", kan.Sharpest, kan.Sharpest.Equation);
        Add("path", path.Path);
        results.Add("kl", path.Least.Value, method, path.Least.StandardError, losses.Samples, note: ReverseLawNote.Beside(path.Least.Reason, cell));
        Add("kl-tv", path.Variation);
        if (process.Find<IRedraws>() is not null || kan.Paper is not null)
        {
            results.Add("prior", prior.Bound, formula);
        }

        if (prior.IsExact)
        {
            results.Add("prior-exact", prior.TotalVariation, formula);
        }

        results.Add("total-rate", total, formula, note: double.IsFinite(total) ? null : "the noise is infinite at its end");
        if (losses.Conditioned is not null && kan.Paper is not null)
        {
            results.Add("not-all-masked", KanBounds.NotAllMasked(cell.Shape.Length, -Logarithms.ExpMinusOne(-total)), formula);
        }

        AddTimes("observable", 1, null);
        foreach (var (label, metric) in cell.Metrics)
        {
            if (metric is IIntegralMetric integral)
            {
                var constant = integral.Constant(cell);
                AddTimes($"ipm.{label}", constant, Text($"2 C_Ψ = {2 * constant:G6} times {(kan.Paper is null ? "tv-sharp" : "tv")}"));
            }
        }

        void Add(string name, ScoreBound bound, string? note = null) =>
            results.Add(name, bound.Value, method, bound.StandardError, losses.Samples, note: ReverseLawNote.Beside(bound.Loss.Reason ?? note, cell));

        void AddTimes(string name, double constant, string? note) => results.Add(
            name, bracket.Metric(constant), method, 2 * constant * bracket.StandardError, losses.Samples, note: bracket.Loss.Reason ?? note);

        void AddLoss(string name, Loss loss) => results.Add(name, new Estimated(loss.Value, loss.StandardError) { Parts = loss.Parts }, method, losses.Samples, note: loss.Reason);
    }

    /// <summary>K states (21) for scores within half of the exact one.</summary>
    private static string Band(ScoreLosses losses) => losses.Conditioned is null ? ""
        : losses.InBand ? "; the score is 1/2 to 3/2 times the exact one, as it asks for" : "; the score is not 1/2 to 3/2 times the exact one, and it holds all the same (T 2.5)";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
