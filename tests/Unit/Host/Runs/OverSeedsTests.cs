using System.Text.Json.Nodes;
using Unmask.Host.Configuration;
using Unmask.Host.Launching;
using Unmask.Host.Runs;

namespace Unmask.Tests.Unit.Host.Runs;

public sealed class OverSeedsTests : IDisposable
{
    private static readonly Pipeline Pipeline = Example.Repeated(
        Example.Of(["kl", "tv"], [new("slope", "tv", "schedule:steps", true)], [], Example.Axis("schedule:steps", 2, 4), Example.Axis("seed", 1, 2, 3)), 3);

    private readonly TemporaryFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void Estimates_become_means_and_exact_values_stay()
    {
        var rows = OverSeeds.Of(Pipeline, Example.Outcomes(Pipeline, Measure));
        Assert.Equal([0, 3], rows.Select(row => row.Cell.Index));
        Assert.Equal(["schedule:steps"], rows[0].Cell.Axes.Keys);
        Assert.Equal(Example.Exact("kl", 0.5), rows[0].Find("kl"));

        // 1, 2, 4: mean 7/3, variance 7/3.
        var tv = rows[0].Find("tv")!;
        Assert.Equal((7.0 / 3, 100), (tv.Value, tv.Samples));
        Assert.Equal(Math.Sqrt(7.0 / 9), tv.Error!.Value, 1e-12);
    }

    [Fact]
    public void Seeds_that_failed_or_are_missing_are_said()
    {
        var outcomes = Example.Outcomes(Pipeline, cell => cell.Index is 1 or 3 or 4 or 5 ? Example.Failed("Broken.") : Measure(cell));
        var rows = OverSeeds.Of(Pipeline, outcomes);
        Assert.Equal((2.5, "from 2 of 3 seeds"), (rows[0].Find("tv")!.Value, rows[0].Find("tv")!.Note));
        Assert.NotNull(rows[1].Failure);
        var one = OverSeeds.Of(Pipeline, [.. outcomes.Take(1)])[0].Find("tv")!;
        Assert.Equal((1.0, 0.1, "from 1 of 3 seeds: ± is that of its own samples"), (one.Value, one.Error!.Value, one.Note));
    }

    [Fact]
    public void An_infinite_mean_has_no_error()
    {
        var rows = OverSeeds.Of(Pipeline, Example.Outcomes(Pipeline, cell => new([Example.Estimate("tv", cell.Index == 1 ? double.PositiveInfinity : 1, 0.1, 100)])));
        Assert.Equal((double.PositiveInfinity, null), (rows[0].Find("tv")!.Value, rows[0].Find("tv")!.Error));
    }

    [Fact]
    public void The_table_has_a_row_for_all_seeds_and_fits_go_through_the_means()
    {
        var outcomes = Example.Outcomes(Pipeline, cell => cell.Index == 4 ? Example.Failed("Broken.") : Measure(cell));
        using var text = new StringWriter { NewLine = "\n" };
        new ResultTable(Pipeline, outcomes, new RunOptions("/work")).Write(Screen.Plain(text, 80), null);
        var fit = Assert.Single(Fits.Of(Pipeline, Example.Outcomes(Pipeline, Measure), Survey.Empty));
        Assert.Equal(2, fit.Points);
        Assert.Empty(fit.Fixed);
        Assert.Equal(-1, fit.Line!.Slope, 1e-12);
        Golden.Matches(text.ToString());
    }

    [Fact]
    public async Task A_cell_in_which_nothing_was_sampled_is_measured_once_and_kept_for_every_seed()
    {
        var measured = new List<int>();
        CellResult Once(CellConfiguration cell, CancellationToken stop)
        {
            measured.Add(cell.Index);
            return cell.Index switch { < 3 => new([Example.Exact("kl", 0.5), Example.Exact("kl.step", 0.5, index: 0)]), 4 => Example.Failed("Broken."), _ => Measure(cell) };
        }

        using var error = new StringWriter();
        using var lines = new StringWriter();
        var screen = new Screen(lines, error, () => Screen.Plain(lines), null);
        var options = new RunOptions(_work.Path, _work["out"], Json: true);
        await RunSession.Execute(Pipeline, options, new InProcess(Once, TimeProvider.System), [Example.Assembly], screen, TimeProvider.System, CancellationToken.None);
        Assert.Equal([0, 3, 4, 5], measured);
        Assert.Equal([0, 1, 2, 3, 4, 5], lines.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!["cell"]!.GetValue<int>()).Distinct());

        // A failure of one seed is tried again; nothing else is.
        measured.Clear();
        await RunSession.Execute(Pipeline, options, new InProcess(Once, TimeProvider.System), [Example.Assembly], screen, TimeProvider.System, CancellationToken.None);
        Assert.Equal([4], measured);
        string Body(int cell) => string.Join('\n', File.ReadAllLines(new CellStore(_work["out", "cells"]).PathOf(Pipeline.Cells[cell].Id))[2..]);
        Assert.Equal(Body(0), Body(1));
    }

    private static CellResult Measure(CellConfiguration cell) => new([
        Example.Exact("kl", 0.5),
        Example.Estimate("tv", (1 << (cell.Index % 3)) * (cell.Index < 3 ? 1 : 0.5), 0.1, 100)]);
}
