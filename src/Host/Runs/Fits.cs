using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Unmask.Host.Configuration;
using Unmask.Theory;

namespace Unmask.Host.Runs;

/// <summary>Straight lines through the results of a sweep.</summary>
/// <remarks>
/// The horizontal value may be an axis, a value's name, or <c>length/steps-1</c> (L/T − 1, with L the tokens that are generated and T the schedule's
/// steps). A line is fitted along each axis on which the horizontal value depends, once for each combination of the other axes;
/// <c>length/steps-1</c> is taken along the steps wherever they are swept. Where cells are repeated with other seeds, points are means over these.
/// </remarks>
internal static class Fits
{
    private const string LengthOverSteps = "length/steps-1";
    private const double SameValue = 1e-9;

    /// <summary>All lines of a pipeline.</summary>
    /// <param name="pipeline">Names them.</param>
    /// <param name="outcomes">What its cells gave.</param>
    /// <param name="survey">Knows how many tokens a cell generates.</param>
    public static IReadOnlyList<FitResult> Of(Pipeline pipeline, IReadOnlyList<CellOutcome> outcomes, Survey survey) =>
        Of(pipeline, OverSeeds.Axes(pipeline), OverSeeds.Of(pipeline, outcomes), survey);

    /// <summary>The lines as <c>fits.json</c> holds them.</summary>
    public static string Json(IEnumerable<FitResult> fits) => Runs.Json.Indented(new JsonArray([.. fits.Select(fit => (JsonNode)new JsonObject
    {
        ["fit"] = fit.Label,
        ["of"] = fit.Of,
        ["against"] = fit.Against,
        ["logarithmic"] = fit.Logarithmic,
        ["along"] = fit.Along,
        ["axes"] = new JsonObject(fit.Fixed.Select(axis => KeyValuePair.Create(axis.Key, (JsonNode?)axis.Value.DeepClone()))),
        ["slope"] = fit.Line?.Slope,
        ["error"] = fit.Line?.Error,
        ["intercept"] = fit.Line?.Intercept,
        ["rSquared"] = fit.Line?.RSquared,
        ["points"] = fit.Points,
        ["leftOut"] = fit.LeftOut,
    })]));

    private static IReadOnlyList<FitResult> Of(Pipeline pipeline, IReadOnlyList<string> axes, IReadOnlyList<CellOutcome> outcomes, Survey survey) =>
        [.. pipeline.Fits.SelectMany(fit =>
        {
            double? X(CellOutcome outcome) => Horizontal(fit, pipeline, outcome, survey);
            return Axes(fit, X, axes, outcomes).SelectMany(axis => Along(fit, X, axis, axes, outcomes));
        })];

    private static IEnumerable<string> Axes(FitConfiguration fit, Func<CellOutcome, double?> x, IReadOnlyList<string> axes, IReadOnlyList<CellOutcome> outcomes)
    {
        if (axes.Contains(fit.Against))
        {
            return [fit.Against];
        }

        var moving = axes.Where(axis => Groups(axis, axes, outcomes).Any(group => Varies([.. group.Select(x).OfType<double>()]))).ToList();
        var steps = moving.Where(axis => axis is "schedule:steps" or "schedule").ToList();
        return fit.Against == LengthOverSteps && steps.Count > 0 ? steps.Take(1) : moving.Count > 0 ? moving : [""];
    }

    private static IEnumerable<FitResult> Along(FitConfiguration fit, Func<CellOutcome, double?> x, string axis, IReadOnlyList<string> axes, IReadOnlyList<CellOutcome> outcomes) =>
        Groups(axis, axes, outcomes).Select(group =>
        {
            var points = group.Select(cell => (X: Scaled(fit, x(cell)), Y: Scaled(fit, cell.Find(fit.Of)?.Value)))
                .Where(point => point is { X: not null, Y: not null }).Select(point => (X: point.X!.Value, Y: point.Y!.Value)).ToList();
            var others = axes.Where(other => other != axis).Select(other => KeyValuePair.Create(other, group.First().Cell.Axes[other]));
            return new FitResult(fit.Label, fit.Of, fit.Against, fit.Logarithmic, axis, [.. others], Line(points), points.Count, group.Count() - points.Count);
        });

    private static IEnumerable<IGrouping<string, CellOutcome>> Groups(string axis, IReadOnlyList<string> axes, IReadOnlyList<CellOutcome> outcomes) =>
        outcomes.GroupBy(outcome => string.Join('\n', axes.Where(other => other != axis).Select(other => Runs.Json.OnOneLine(outcome.Cell.Axes[other]))));

    private static double? Horizontal(FitConfiguration fit, Pipeline pipeline, CellOutcome outcome, Survey survey) =>
        fit.Against == LengthOverSteps ? (survey.Length(outcome.Cell.Index) / Steps(pipeline.Cells[outcome.Cell.Index])) - 1
        : outcome.Cell.Axes.TryGetValue(fit.Against, out var value) ? Number(value)
        : outcome.Find(fit.Against)?.Value;

    private static double? Steps(CellConfiguration cell) =>
        cell.Axes.TryGetValue("schedule:steps", out var swept) ? Number(swept)
        : cell.Sections.TryGetValue("schedule", out var component) ? Number(component.Options["steps"]) : null;

    private static double? Number(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number
        ? double.Parse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture) : null;

    private static double? Scaled(FitConfiguration fit, double? value) =>
        value is not { } number || !double.IsFinite(number) || (fit.Logarithmic && number <= 0) ? null : fit.Logarithmic ? Math.Log(number) : number;

    private static bool Varies(List<double> values) => values.Count > 1 && values.Max() - values.Min() > SameValue * values.Max(Math.Abs);

    private static FittedLine? Line(List<(double X, double Y)> points)
    {
        if (!Varies([.. points.Select(point => point.X)]))
        {
            return null;
        }

        var line = LeastSquares.Line([.. points.Select(point => point.X)], [.. points.Select(point => point.Y)]);
        return new FittedLine(line.Slope, points.Count > 2 ? line.SlopeError : null, line.Intercept, line.RSquared);
    }
}
