using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask;

namespace Fixture.Options;

public enum Colour
{
    DeepRed,
    Green,
}

public sealed record EverythingOptions(
    [Range(1, 9), Description("A required integer")] int Count,
    double[][] Matrix,
    [InputFile, OneOrMany] string[] Files,
    long Large = 1L << 40,
    [Range(0.0, 1.0, MinimumIsExclusive = true)] double Weight = 0.5,
    bool Flag = true,
    string Text = "text",
    string? NoText = null,
    Colour Colour = Colour.Green,
    Colour? NoColour = null,
    [Range(1, double.PositiveInfinity)] double? NoNumber = null,
    int[][][]? Deep = null);

/// <summary>Both contracts of one section are fine.</summary>
[Plugin("everything", Summary = "Has options of every type", Reference = "LC (6)")]
public sealed class Everything(
    EverythingOptions options, IDataDistribution data, [Component("exact"), Description("What it asks")] IMaskPredictor inner, IDerived<InformationCurve> curve, Shape shape) : ISchedule, ISizeLaw
{
    public Observes Observes => Observes.Nothing;

    public int Sizes(int step, int left, Span<double> law) => options.Count + (data.Shape == shape && curve.Check().Equals(default) ? 1 : 0);

    public void Reveal(in Step step, in Rows rows, IChoices choose) => _ = inner;
}
