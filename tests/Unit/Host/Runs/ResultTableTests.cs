using Unmask.Host.Runs;

namespace Unmask.Tests.Unit.Host.Runs;

public class ResultTableTests
{
    private static readonly RunOptions Options = new("/work") { Words = ["seed=2"] };

    [Fact]
    public void A_sweep_has_a_row_a_cell_and_continues_below_what_does_not_fit()
    {
        var pipeline = Example.Pipeline(["kl", "bounds", "information", "tv"], Example.Axis("data:coupling", 0.5, 1.0), Example.Axis("schedule:steps", 2, 16, 64), Example.Axis("seed", 1));
        var outcomes = Example.Outcomes(pipeline, cell =>
        {
            var steps = cell.Axes["schedule:steps"].GetValue<int>();
            var coupling = cell.Axes["data:coupling"].GetValue<double>();
            return cell.Index == 4
                ? Example.Failed("Step 3 revealed position 7 twice; expected distinct masked positions.")
                : new([
                    Example.Exact("kl", coupling * ((64.0 / steps) - 1)),
                    .. steps == 64 ? [] : new[] { Example.Exact("kl.marginal", coupling * 0.9 * ((64.0 / steps) - 1), "law") },
                    Example.Exact("kl.step", 0.1, index: 0), Example.Exact("kl.step", 0.05, index: 1),
                    Example.Exact("bounds.theorem1", coupling * 31 / steps), Example.Exact("bounds.sharpest", coupling * 30.123456 / steps),
                    Example.Exact("bounds.corollary1", coupling * 30.5 / steps), Example.Exact("bounds.feng", double.PositiveInfinity, note: "The data law is no n-gram law."),
                    Example.Exact("information.sum", 14.148249981761916 * coupling),
                    Example.Estimate("tv", 0.123456 / steps, 0.0012 / steps, 10000, "samples"),
                ]);
        });
        Golden.Matches(Render(new ResultTable(pipeline, outcomes, Options), 80));
        Golden.Matches(Render(new ResultTable(pipeline, outcomes, Options), Screen.Wide), ".wide");
    }

    [Fact]
    public void One_cell_has_a_row_a_metric()
    {
        var pipeline = Example.Pipeline(["kl", "information", "tv", "nfe"]);
        var outcomes = Example.Outcomes(pipeline, _ => new([
            Example.Estimate("kl", 0.123456, 0.00123, 1000), Example.Exact("kl.step", 0.1, index: 0),
            Example.Exact("information.entropy", 81.28928849635037), Example.Exact("information.sum", 14.148249981761916),
            Example.Estimate("tv", 0.3, 0.25, 12, "samples", "Biased upwards: 12 samples over a space of 3.4e+38."),
            Example.Exact("nfe", 8, "schedule"),
        ]));
        Golden.Matches(Render(new ResultTable(pipeline, outcomes, Options), 80));
    }

    [Fact]
    public void Fits_stand_beneath()
    {
        var pipeline = Example.Of(["kl", "information"],
            [new("decay", "kl", "schedule:steps", true), new("gap", "kl", "length/steps-1", true), new("linear", "kl", "information.sum", false)], [],
            Example.Axis("data:coupling", 0.5, 1, 2), Example.Axis("schedule:steps", 2, 4, 8, 16, 64));
        var outcomes = Example.Outcomes(pipeline, cell =>
        {
            var (coupling, steps) = (cell.Axes["data:coupling"].GetValue<double>(), cell.Axes["schedule:steps"].GetValue<int>());
            return new([Example.Exact("kl", coupling * ((64.0 / steps) - 1) * (1 + (0.01 * Math.Sin(steps)))), Example.Exact("information.sum", 3 * coupling)]);
        });
        using var text = new StringWriter { NewLine = "\n" };
        FitTable.Write(Screen.Plain(text, 80), Fits.Of(pipeline, outcomes, new Survey([], [.. pipeline.Cells.Select(_ => (int?)64)])));
        Golden.Matches(text.ToString());
    }

    private static string Render(ResultTable table, int width)
    {
        using var text = new StringWriter { NewLine = "\n" };
        table.Write(Screen.Plain(text, width), "runs/example/20261124-040000");
        return text.ToString();
    }
}
