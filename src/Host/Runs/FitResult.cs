using System.Text.Json.Nodes;

namespace Unmask.Host.Runs;

/// <summary>A line fitted through the cells along one axis, all other axes held fixed.</summary>
/// <param name="Label">The fit's label.</param>
/// <param name="Of">The value on the vertical axis.</param>
/// <param name="Against">What is on the horizontal axis.</param>
/// <param name="Logarithmic">Whether both were taken in natural logarithms.</param>
/// <param name="Along">The axis that the points lie along; empty if there is no sweep.</param>
/// <param name="Fixed">The other axes and their values, as written.</param>
/// <param name="Line">The line, or null if there is none.</param>
/// <param name="Points">How many points it goes through.</param>
/// <param name="LeftOut">How many cells gave no point: failed, without the value, or not finite (or not positive, in logarithms).</param>
internal sealed record FitResult(
    string Label, string Of, string Against, bool Logarithmic, string Along,
    IReadOnlyList<KeyValuePair<string, JsonNode>> Fixed, FittedLine? Line, int Points, int LeftOut);

/// <summary><c>y = slope · x + intercept</c> by ordinary least squares.</summary>
/// <param name="Slope">The slope.</param>
/// <param name="Error">Its standard error; null with two points, which leave none to judge by.</param>
/// <param name="Intercept">The intercept.</param>
/// <param name="RSquared">The share of the variance of y that the line explains.</param>
internal sealed record FittedLine(double Slope, double? Error, double Intercept, double RSquared);
