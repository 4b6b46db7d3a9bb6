using System.Text.Json.Nodes;
using Unmask.Host.Configuration;
using Unmask.Host.Results;
using Unmask.Host.Runs;
using Unmask.Tests.Unit.Host.Runs;

namespace Unmask.Tests.Unit.Host.Results;

public sealed class ResultFileTests : IDisposable
{
    private readonly TemporaryFolder _work = new();

    private string File => _work["results.parquet"];

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task A_second_implementation_reads_what_was_written()
    {
        CellPlace[] cells = [Cell(0, ("schedule:steps", 2), ("predictor", "exact")), Cell(1, ("schedule:steps", 16), ("predictor", "a,b \"c\" ε"))];
        await Write(cells,
            (0, new CellResult([Example.Exact("kl", 0.1 + 0.2), Example.Exact("kl.step", double.Epsilon, index: 1, note: "ε ≤ \"½\"\n"), Example.Estimate("tv", -0.0, 0.5, long.MaxValue)])),
            (1, Example.Failed("no")));
        Assert.Equal(
            [
                [0L, 2L, "exact", """{"schedule:steps":2,"predictor":"exact"}""", 7L, "kl", null, 0.1 + 0.2, null, "curve", null, null, null, null],
                [0L, 2L, "exact", """{"schedule:steps":2,"predictor":"exact"}""", 7L, "kl.step", 1L, double.Epsilon, null, "curve", null, "ε ≤ \"½\"\n", null, null],
                [0L, 2L, "exact", """{"schedule:steps":2,"predictor":"exact"}""", 7L, "tv", null, -0.0, 0.5, "replay", long.MaxValue, null, null, null],
                [1L, 16L, "a,b \"c\" ε", """{"schedule:steps":16,"predictor":"a,b \"c\" ε"}""", 7L, null, null, null, null, null, null, null, "schedule/entropy (/plugins/Unmask.Schedules.dll)", "no"],
            ],
            Duck.Rows($"from '{File}'"));
        Assert.Equal(["cell", "schedule:steps", "predictor", "axes", "seed", "metric", "index", "value", "error", "method", "samples", "note", "failure_plugin", "failure_message"],
            Duck.Rows($"select column_name from (describe from '{File}')").Select(row => row[0]));
    }

    /// <summary>The values may be summed up beside their group: a reader that trusts such sums must not lose rows.</summary>
    [Theory]
    [InlineData(double.NaN, 1.0, 3.0)]
    [InlineData(1.0, double.NaN, 3.0)]
    [InlineData(double.NegativeInfinity, double.NaN, double.PositiveInfinity)]
    public async Task Non_finite_values_are_themselves_and_hide_no_other(params double[] values)
    {
        await Write([Cell(0)], (0, new CellResult([.. values.Select((value, index) => Example.Exact("law", value, index: index))])));
        Assert.Equal(values.Select(value => (object?)value), Duck.Rows($"select value from '{File}'").Select(row => row[0]));
        foreach (var value in values)
        {
            var text = double.IsNaN(value) ? "'nan'::double" : double.IsInfinity(value) ? $"'{(value < 0 ? "-" : "")}inf'::double" : $"{value}";
            Assert.Single(Duck.Rows($"select value from '{File}' where value = {text}"));
        }

        Assert.Equal((long)values.Count(value => value >= 1), Duck.Rows($"select count(*) from '{File}' where value >= 1 and value <> 'nan'")[0][0]);
    }

    [Fact]
    public async Task Texts_of_any_alphabet_hide_no_other()
    {
        string[] texts = ["\uFF5E", "\U0001F600", "\uE000", "a", "\U0001F600"];
        await Write([Cell(0)], (0, new CellResult([.. texts.Select((text, index) => Example.Exact("law", index, index: index, note: text))])));
        Assert.All(texts, text => Assert.Equal((long)texts.Count(each => each == text), Duck.Rows($"select count(*) from '{File}' where note = '{text}'")[0][0]));
    }

    [Fact]
    public async Task An_axis_has_the_type_of_its_values()
    {
        CellPlace Row(int index, object whole, object number, object flag, object mixed) => Cell(index, ("w", whole), ("n", number), ("f", flag), ("m", mixed));
        await Write([Row(0, 1, 1, true, 1), Row(1, long.MaxValue, 0.5, false, "b")], (0, One), (1, One));
        Assert.Equal([[1L, 1.0, true, "1"], [long.MaxValue, 0.5, false, "b"]], Duck.Rows($"select w, n, f, m from '{File}' order by cell"));
    }

    [Fact]
    public async Task An_axis_named_like_another_column_gets_a_name_of_its_own_and_the_seed_is_one_column()
    {
        await Write([Cell(0, ("value", 1), ("Axes", "x"), ("seed", 5), ("axis:value", 2))], (0, One));
        Assert.Equal([[1L, "x", 5L, 2L, 0.5]], Duck.Rows($"""select "axis:value", "axis:Axes", seed, "axis:axis:value", value from '{File}'"""));
        Assert.Equal(15L, Duck.Rows($"select count(*) from (describe from '{File}')")[0][0]);
    }

    [Fact]
    public async Task Rows_are_in_groups_of_bounded_size()
    {
        var values = Enumerable.Range(0, 150_000).Select(index => Example.Exact("law", index / 7.0, index: index)).ToList();
        await Write([Cell(0), Cell(1)], (0, new CellResult(values)), (1, One));
        Assert.Equal([[0L, 150_000L, 149_999L], [1L, 1L, null]], Duck.Rows($"select cell, count(*), max(index) from '{File}' group by cell order by cell"));
        Assert.Equal(values.Select(value => (object?)value.Value), Duck.Rows($"select value from '{File}' where cell = 0").Select(row => row[0]));
        Assert.Equal([[3L, 65536L]], Duck.Rows($"select count(distinct row_group_id), max(row_group_num_rows) from parquet_metadata('{File}')"));
    }

    [Fact]
    public async Task Equal_results_are_equal_bytes()
    {
        var result = new CellResult([.. Enumerable.Range(0, 1000).Select(index => Example.Exact("law", Math.Sin(index), index: index))]);
        await Write([Cell(0, ("a", 1))], (0, result));
        var first = await System.IO.File.ReadAllBytesAsync(File, TestContext.Current.CancellationToken);
        await Write([Cell(0, ("a", 1))], (0, result));
        Assert.Equal(first, await System.IO.File.ReadAllBytesAsync(File, TestContext.Current.CancellationToken));
    }

    private static CellResult One => new([Example.Exact("kl", 0.5)]);

    private static CellPlace Cell(int index, params (string Axis, object Value)[] axes) =>
        new(index, $"id{index}", new OrderedDictionary<string, JsonNode>(axes.Select(axis => KeyValuePair.Create(axis.Axis, (JsonNode)JsonValue.Create(axis.Value)!))));

    private async Task Write(CellPlace[] cells, params (int Cell, CellResult Result)[] results)
    {
        var rows = results.SelectMany(each => ResultRow.Of(cells[each.Cell], cells[each.Cell].Axes.TryGetValue("seed", out var seed) ? seed.GetValue<int>() : 7, each.Result));
        await using var stream = System.IO.File.Create(File);
        await ResultFile.Write(stream, cells, rows, TestContext.Current.CancellationToken);
    }
}
