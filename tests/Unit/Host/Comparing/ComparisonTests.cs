using System.Text.Json.Nodes;
using Unmask.Host.Comparing;
using Unmask.Host.Configuration;
using Unmask.Host.Launching;
using Unmask.Host.Plugins;
using Unmask.Host.Runs;
using Unmask.Numerics;
using Unmask.Tests.Unit.Host.Runs;

namespace Unmask.Tests.Unit.Host.Comparing;

/// <summary>Comparisons of runs whose cells are made by hand.</summary>
public sealed class ComparisonTests : IDisposable
{
    private static readonly (string, JsonNode[])[] Sweep = [Example.Axis("predictor", "exact", "noisy", "bad"), Example.Axis("schedule:steps", 2, 8)];

    private readonly TemporaryFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task An_axis_of_a_run_stands_side_by_side()
    {
        await Run("a", Sweep);
        var comparison = Compare(["a"], "predictor");
        Assert.Equal(["exact", "noisy", "bad"], comparison.Comparands.All.Select(each => each.Name));
        Assert.Equal(["schedule:steps"], comparison.Comparands.Across);
        Golden.Matches(Text(comparison, Screen.Wide), ".wide");
        Golden.Matches(Text(comparison, 100));
    }

    [Fact]
    public async Task The_only_axis_is_the_default_and_any_value_may_be_the_reference()
    {
        await Run("a", [Example.Axis("schedule:steps", 2, 8), Example.Axis("seed", 1, 2, 3)]);
        foreach (var name in new[] { "8", "steps=8" })
        {
            var comparison = Comparison.Of(new CompareOptions(["a"], _work.Path) { Reference = name, Metrics = ["kl"] });
            Assert.Equal(["steps=8", "steps=2"], comparison.Comparands.All.Select(each => each.Name));
            Assert.Equal("kl", Assert.Single(comparison.Rows).Title);
            Assert.Equal(3, comparison.Rows[0].Compared[1]!.Difference.Seeds);
        }
    }

    [Fact]
    public async Task Lists_are_compared_when_asked_for()
    {
        await Run("a", Sweep);
        Assert.DoesNotContain(Compare(["a"], "predictor").Rows, row => row.Index is not null);
        var rows = Comparison.Of(new CompareOptions(["a"], _work.Path) { By = ["predictor"], Lists = true, Metrics = ["kl.step"] }).Rows;
        Assert.Equal(["kl.step[0]", "kl.step[1]", "kl.step[0]", "kl.step[1]"], rows.Select(row => row.Title));
    }

    [Fact]
    public async Task Lines_are_json_with_every_number()
    {
        await Run("a", Sweep);
        using var text = new StringWriter();
        ComparisonLines.Write(text, Compare(["a"], "predictor", "kl", "tv"));
        var lines = text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
        Assert.Equal(8, lines.Count);
        Assert.All(lines, line => Assert.Equal(
            ["axes", "metric", "reference", "comparand", "referenceValue", "referenceError", "value", "error", "difference", "differenceError", "pairing", "seeds", "freedom", "statistic", "p", "pHolm", "tests", "better", "verdict"],
            line.Select(field => field.Key)));
        var first = lines[0];
        Assert.Equal(("exact", "noisy", "samples", "smaller"), (Word("reference"), Word("comparand"), Word("pairing"), Word("better")));
        Assert.Equal(first["value"]!.GetValue<double>() - first["referenceValue"]!.GetValue<double>(), first["difference"]!.GetValue<double>(), 1e-12);
        Assert.True(first["pHolm"]!.GetValue<double>() >= first["p"]!.GetValue<double>());

        string Word(string field) => first[field]!.GetValue<string>();
    }

    [Fact]
    public async Task Whole_runs_are_compared_and_what_else_differs_is_said()
    {
        await Run("a", [Example.Axis("schedule:steps", 2, 8)], new() { ["name"] = "plain", ["seed"] = 1, ["predictor"] = new JsonObject { ["kind"] = "exact" } });
        await Run("b", [Example.Axis("schedule:steps", 2, 8)], new() { ["name"] = "other", ["seed"] = 1, ["predictor"] = new JsonObject { ["kind"] = "noisy" } });
        Assert.Empty(Compare(["a", "b"]).Cautions);

        await Run(
            "c", [Example.Axis("schedule:steps", 2, 8, 16)],
            new() { ["name"] = "third", ["seed"] = 2, ["predictor"] = new JsonObject { ["kind"] = "noisy" }, ["data"] = new JsonObject { ["length"] = 9 } }, samples: 60, plugins: new string('b', 64));
        var comparison = Compare(["a", "b", "c"]);
        Assert.Equal(["plain", "other", "third"], comparison.Comparands.All.Select(each => each.Name));
        Golden.Matches(string.Join('\n', comparison.Cautions));
    }

    [Fact]
    public async Task Runs_of_one_name_are_told_apart_by_their_folders()
    {
        await Run("a", [Example.Axis("schedule:steps", 2)]);
        await Run("b", [Example.Axis("schedule:steps", 2)]);
        var comparison = Compare(["a", "b"]);
        Assert.Equal(["a", "b"], comparison.Comparands.All.Select(each => each.Name));
        Assert.All(comparison.Rows, row => Assert.Equal(Verdict.Equal, row.Compared[1]!.Verdict(row.Better)));
    }

    [Fact]
    public async Task An_unfinished_run_and_failed_cells_are_said()
    {
        await Run("a", Sweep, fails: cell => cell.Index == 3);
        File.Delete(new CellStore(_work["a", "cells"]).PathOf(StoredRun.Open("a", _work.Path).Cells[5].Id));
        var comparison = Compare(["a"], "predictor", "kl");
        Assert.Equal(["'example' is not finished: 1 of 6 cells are missing.", "In 'example' 1 of 6 cells failed."], comparison.Cautions);
        Assert.Equal([true, false], comparison.Rows.Select(row => row.Values[2] is not null));
        Assert.Equal([true, false], comparison.Rows.Select(row => row.Values[1] is not null));
    }

    [Theory]
    [InlineData("nothing", "", "", "", "nothing: There is no such folder. Expected is the folder that 'unmask run' names at its end.")]
    [InlineData("a", "", "", "", "command line: a has several axes; say which of them to compare: --by predictor (axes: 'predictor', 'schedule:steps')")]
    [InlineData("one", "", "", "", "command line: one has no axis whose values could be compared; name a second run, or sweep something")]
    [InlineData("a", "predictr", "", "", "command line: --by got 'predictr', which is no axis; did you mean 'predictor'? (axes: 'predictor', 'schedule:steps')")]
    [InlineData("one", "seeds", "", "", "command line: --by got 'seeds', but there is no sweep, so there is no axis")]
    [InlineData("a", "predictor", "nosy", "", "command line: --reference got 'nosy', which is not compared here; did you mean 'noisy'? (compared: 'exact', 'noisy', 'bad')")]
    [InlineData("a", "predictor", "", "kll", "command line: --metric got 'kll', which no run has; did you mean 'kl'? (values: 'kl', 'tv', 'bounds.sharp'; lists with --lists)")]
    [InlineData("a,one", "", "", "", "command line: 'a' has the axis 'predictor', which not every run has: which of its cells is meant? Compare its values too with --by predictor, or run it with one of them")]
    [InlineData("one,other", "", "", "", "command line: there is no value that 'one' has in common with another: 'one' has 'kl', 'tv', 'bounds.sharp'; 'other' has 'nfe'")]
    public async Task Wrong_input_is_explained(string runs, string by, string reference, string metric, string message)
    {
        await Run("a", Sweep);
        await Run("one", []);
        await Run("other", [], nothingInCommon: true);
        var options = new CompareOptions(runs.Split(','), _work.Path)
        {
            By = by.Length == 0 ? [] : [by],
            Reference = reference.Length == 0 ? null : reference,
            Metrics = metric.Length == 0 ? [] : [metric],
        };
        Assert.Equal(message, Assert.Throws<UserErrorException>(() => Comparison.Of(options)).Message);
    }

    private Comparison Compare(string[] runs, string? by = null, params string[] metrics) =>
        Comparison.Of(new CompareOptions(runs, _work.Path) { By = by is null ? [] : [by], Metrics = metrics });

    private static string Text(Comparison comparison, int width)
    {
        using var text = new StringWriter { NewLine = "\n" };
        ComparisonTable.Write(Screen.Plain(text, width), comparison);
        return text.ToString();
    }

    private async Task Run(
        string folder, (string, JsonNode[])[] axes, JsonObject? resolved = null, int samples = 64, string? plugins = null, Func<CellConfiguration, bool>? fails = null, bool nothingInCommon = false)
    {
        var pipeline = Example.Of(["kl", "tv", "bounds"], [], resolved ?? new JsonObject { ["seed"] = 1 }, axes);
        CellResult Measure(CellConfiguration cell, CancellationToken stop) =>
            fails?.Invoke(cell) == true ? Example.Failed("Broken.") : nothingInCommon ? new([Example.Exact("nfe", 3)]) : Result(cell, samples);

        using var none = new StringWriter();
        PluginAssembly[] used = [plugins is null ? Example.Assembly : Example.Schedules(plugins)];
        await RunSession.Execute(
            pipeline, new RunOptions(_work.Path, _work[folder]), new InProcess(Measure, new StillClock()), used, new Screen(none, none, () => Screen.Plain(none), null), new StillClock(), CancellationToken.None);
    }

    /// <summary>An estimate that shares its randomness with other predictors, one without an error of its own, exact ones and a list.</summary>
    private static CellResult Result(CellConfiguration cell, int samples)
    {
        var predictor = cell.Axes.TryGetValue("predictor", out var swept) ? swept.GetValue<string>() : "exact";
        var (steps, seed) = (Number(cell, "schedule:steps", 4), (ulong)Number(cell, "seed", 1));
        var (groups, values) = (new SampleGroups(samples), new double[samples]);
        for (var i = 0; i < samples; i++)
        {
            var random = new RandomStream(seed, StreamPurpose.Data, i);
            var common = random.NextDouble() / steps;
            values[i] = common + (predictor switch { "exact" => 0, "noisy" => 0.002 * (random.NextDouble() - 0.5), _ => 0.05 + (0.01 * random.NextDouble()) });
            groups.Add(i, values[i]);
        }

        var mean = values.Average();
        var error = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (samples - 1) / samples);
        return new CellResult([
            Example.Estimate("kl", mean, error, samples) with { Parts = groups.Means, Better = Better.Smaller },
            Example.Exact("kl.step", mean, index: 0), Example.Exact("kl.step", mean / 2, index: 1),
            Example.Estimate("tv", mean / 3, error, samples, "samples"),
            Example.Exact("bounds.sharp", (predictor == "bad" ? 2 : 1) / (double)steps) with { Better = Better.Smaller },
        ]);
    }

    private static long Number(CellConfiguration cell, string axis, long otherwise) => cell.Axes.TryGetValue(axis, out var value) ? long.Parse(Json.Plain(value), System.Globalization.CultureInfo.InvariantCulture) : otherwise;
}
