using Unmask.Host.Configuration;

namespace Unmask.Tests.Unit.Host.Configuration;

public sealed class SeedTests : IDisposable
{
    private const string Steps = "\"sweep\": {\"schedule:steps\": [1, 2]}";

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Seeds_are_the_last_axis_and_its_cells_are_those_of_runs_with_these_seeds()
    {
        var pipeline = _workspace.Read(Workspace.Json($"\"seed\": 7, \"seeds\": 3, {Steps}"));
        Assert.Equal(["schedule:steps", "seed"], pipeline.Axes);
        Assert.Equal((3, 6), (pipeline.Seeds, pipeline.Cells.Count));
        Assert.Equal([7, 8, 9, 7, 8, 9], pipeline.Cells.Select(cell => (int)cell.Seed));
        Assert.Equal([7, 8, 9, 7, 8, 9], pipeline.Cells.Select(cell => (int)cell.Axes["seed"].GetValue<long>()));
        Assert.Equal([null, 0, 0, null, 3, 3], pipeline.Cells.Select(cell => cell.Repeats));
        foreach (var seed in new[] { 7, 8, 9 })
        {
            Assert.Equal(
                _workspace.Read(Workspace.Json(Steps), $"seed={seed}").Cells.Select(cell => cell.Id),
                pipeline.Cells.Where(cell => (int)cell.Seed == seed).Select(cell => cell.Id));
        }

        var written = _workspace.Read(Workspace.Json("\"sweep\": {\"schedule:steps\": [1, 2], \"seed\": [7, 8, 9]}"));
        Assert.Equal(written.Cells.Select(cell => cell.Id), pipeline.Cells.Select(cell => cell.Id));
        Assert.All(written.Cells, cell => Assert.Null(cell.Repeats));
    }

    [Fact]
    public void A_resolved_pipeline_with_seeds_is_the_same_pipeline()
    {
        var pipeline = _workspace.Read(Workspace.Json($"\"seeds\": 3, {Steps}"));
        var again = _workspace.Read(pipeline.Resolved.ToJsonString());
        Assert.Equal(pipeline.Resolved.ToJsonString(), again.Resolved.ToJsonString());
        Assert.Equal(pipeline.Cells.Select(cell => cell.Id), again.Cells.Select(cell => cell.Id));
        Assert.Equal(3, again.Seeds);
    }

    [Fact]
    public void One_seed_is_no_axis()
    {
        var pipeline = _workspace.Read(Workspace.Json("\"seeds\": 5"), "seeds=1");
        Assert.Empty(pipeline.Axes);
        Assert.Equal(_workspace.Read(Workspace.Json()).Resolved.ToJsonString(), pipeline.Resolved.ToJsonString());
    }

    [Theory]
    [InlineData("\"seeds\": 0", "/seeds: got 0; expected an integer from 1 to 10000")]
    [InlineData("\"seeds\": 10001", "/seeds: got 10001; expected an integer from 1 to 10000")]
    [InlineData("\"seeds\": [1, 2]", "/seeds: got a list of 2; expected an integer from 1 to 10000")]
    [InlineData("\"seeds\": 2, \"sweep\": {\"seed\": [1, 2]}", "/seeds: 'seed' is an axis of the sweep already; leave out one of the two")]
    [InlineData("\"seeds\": 3, \"seed\": 9223372036854775806", "/seeds: 3 seeds from 9223372036854775806 on end beyond 2^63 - 1; take a smaller seed")]
    public void Other_seeds_are_refused(string more, string message) =>
        Assert.Equal($"pipeline.json: {message}", Assert.Single(_workspace.Errors(Workspace.Json(more))));

    [Fact]
    public void Seeds_count_among_the_cells()
    {
        var steps = string.Join(", ", Enumerable.Range(1, 101));
        var error = Assert.Single(_workspace.Errors(Workspace.Json($"\"seeds\": 10000, \"sweep\": {{\"schedule:steps\": [{steps}]}}")));
        Assert.Equal("pipeline.json: /seeds: 10000 seeds and the axes make 1010000 cells; at most 1,000,000 are allowed", error);
    }

    [Fact]
    public void The_environment_may_set_them() => Assert.Equal(4, Workspace.Read(new PipelineRequest(_workspace.Write("pipeline.json", Workspace.Json()), _workspace.Folder)
    {
        Environment = new Dictionary<string, string> { ["UNMASK_SEEDS"] = "4" },
    }).Seeds);
}
