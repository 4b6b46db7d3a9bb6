using Unmask.Host.Runs;

namespace Unmask.Tests.Unit.Host.Runs;

public sealed class CellStoreDrawsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-cells-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Draws_are_read_back_as_they_were_kept()
    {
        var draw = new Draw(3, [1, 0, 2], "b\"□", [new Move(-1, 0, 1, 0.5), new Move(0, 1, 0, null), new Move(7, 0, 2, 1 / 3.0)]) { Alphabet = new Dictionary<int, string> { [0] = "\"", [1] = "</script>" } };
        var store = new CellStore(_folder);
        store.Write("a", new CellResult([Example.Exact("kl", 1)]) { Draws = [draw, draw with { Sample = 4, Text = null }] });
        var read = store.Read("a", out var damaged)!;
        Assert.False(damaged);
        Assert.Equal([3, 4], read.Draws.Select(each => each.Sample));
        Assert.Equal(draw.Tokens, read.Draws[0].Tokens);
        Assert.Equal(draw.Moves, read.Draws[0].Moves);
        Assert.Equal(draw.Alphabet, read.Draws[0].Alphabet);
        Assert.Equal(("b\"□", null), (read.Draws[0].Text, read.Draws[1].Text));
    }

    [Fact]
    public void Why_there_are_no_draws_is_kept()
    {
        var store = new CellStore(_folder);
        store.Write("a", new CellResult([Example.Exact("kl", 1)]) { NoDraws = "the pipeline has no section 'schedule'" });
        Assert.Equal("the pipeline has no section 'schedule'", store.Read("a", out _)!.NoDraws);
    }
}
