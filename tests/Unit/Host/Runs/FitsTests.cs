using System.Text.Json.Nodes;
using Unmask.Host.Configuration;
using Unmask.Host.Runs;

namespace Unmask.Tests.Unit.Host.Runs;

public class FitsTests
{
    [Fact]
    public void Against_an_axis_there_is_a_line_for_each_combination_of_the_others()
    {
        var fits = Fit(new("f", "kl", "schedule:steps", false), (coupling, steps) => coupling + (3 * steps));
        Assert.Equal([0.5, 2.0], fits.Select(fit => fit.Fixed.Single().Value.GetValue<double>()));
        Assert.All(fits, fit => Assert.Equal((3.0, fit.Fixed.Single().Value.GetValue<double>(), 1.0, 4, 0), (fit.Line!.Slope, Math.Round(fit.Line.Intercept, 12), fit.Line.RSquared, fit.Points, fit.LeftOut)));
    }

    [Fact]
    public void Length_over_steps_is_an_exponent_in_logarithms_and_one_at_a_time_is_left_out()
    {
        var fit = Fit(new("f", "kl", "length/steps-1", true), (_, steps) => Math.Pow((64.0 / steps) - 1, 1.5))[0];
        Assert.Equal(1.5, fit.Line!.Slope, 1e-12);
        Assert.Equal(("schedule:steps", 3, 1), (fit.Along, fit.Points, fit.LeftOut));
    }

    [Fact]
    public void The_standard_error_is_that_of_least_squares()
    {
        var noise = new Dictionary<int, double> { [1] = 1, [2] = -1, [3] = -1, [4] = 1 };
        var fit = Fit(new("f", "kl", "schedule:steps", false), (_, steps) => noise[steps], 1, 2, 3, 4)[0];
        Assert.Equal(0, fit.Line!.Slope, 1e-15);
        Assert.Equal(Math.Sqrt(4.0 / 2 / 5), fit.Line.Error!.Value, 1e-15);
        Assert.Equal(0, fit.Line.RSquared, 1e-15);
    }

    [Fact]
    public void Against_a_value_the_line_lies_along_the_axis_that_moves_it()
    {
        var fits = Fit(new("f", "kl", "information.sum", false), (coupling, steps) => 10 * coupling / steps);
        Assert.All(fits, fit => Assert.Equal("data:coupling", fit.Along));
        Assert.Equal([2, 8, 32, 64], fits.Select(fit => fit.Fixed.Single().Value.GetValue<int>()));
        Assert.Equal(5.0 / 3, fits[0].Line!.Slope, 1e-12);
        Assert.Null(fits[0].Line!.Error);
    }

    [Fact]
    public void Infinite_missing_and_failed_values_are_left_out_and_counted()
    {
        var fits = Fit(new("f", "kl", "schedule:steps", true), (coupling, steps) => steps == 2 ? double.PositiveInfinity : steps == 8 ? null : coupling / steps);
        Assert.All(fits, fit => Assert.Equal((2, 2), (fit.Points, fit.LeftOut)));
        Assert.All(Fit(new("f", "kl", "schedule:steps", true), (_, _) => null), fit => Assert.Null(fit.Line));
    }

    [Fact]
    public void A_step_axis_of_variants_and_one_of_lengths_are_understood()
    {
        var pipeline = Example.Of(["kl"], [new("f", "kl", "length/steps-1", false)], [], Example.Axis("data:length", 16, 32), Example.Axis("schedule:steps", 2, 4, 8));
        var fits = Fits.Of(pipeline, Example.Outcomes(pipeline, cell => new([Example.Exact("kl", cell.Axes["data:length"].GetValue<double>() / cell.Axes["schedule:steps"].GetValue<int>())])), Lengths(pipeline, cell => cell.Axes["data:length"].GetValue<int>()));
        Assert.Equal([16, 32], fits.Select(fit => fit.Fixed.Single().Value.GetValue<int>()));
        Assert.All(fits, fit => Assert.Equal((1.0, 1.0), (Math.Round(fit.Line!.Slope, 12), Math.Round(fit.Line.Intercept, 12))));
    }

    [Fact]
    public void The_file_holds_every_line()
    {
        var fits = Fit(new("decay", "kl", "schedule:steps", false), (coupling, steps) => coupling * steps);
        var file = JsonNode.Parse(Fits.Json(fits))!.AsArray();
        Assert.Equal(2, file.Count);
        Assert.Equal(
            """{"fit":"decay","of":"kl","against":"schedule:steps","logarithmic":false,"along":"schedule:steps","axes":{"data:coupling":2},"slope":2,"error":0,"intercept":0,"rSquared":1,"points":4,"leftOut":0}""",
            file[1]!.ToJsonString());
    }

    private static IReadOnlyList<FitResult> Fit(FitConfiguration fit, Func<double, int, double?> kl, params object[] steps)
    {
        var pipeline = Example.Of(["kl", "information"], [fit], [], Example.Axis("data:coupling", 0.5, 2), Example.Axis("schedule:steps", steps.Length > 0 ? steps : [2, 8, 32, 64]));
        return Fits.Of(pipeline, Example.Outcomes(pipeline, cell =>
        {
            var coupling = cell.Axes["data:coupling"].GetValue<double>();
            return kl(coupling, cell.Axes["schedule:steps"].GetValue<int>()) is { } value
                ? new([Example.Exact("kl", value), Example.Exact("information.sum", 3 * coupling)])
                : Example.Failed("no");
        }), Lengths(pipeline, _ => 64));
    }

    private static Survey Lengths(Pipeline pipeline, Func<CellConfiguration, int> length) => new([], [.. pipeline.Cells.Select(cell => (int?)length(cell))]);
}
