using Unmask.Host.Composition;

namespace Unmask.Tests.Unit.Host.Composition;

public class ByComponentsTests
{
    private readonly ByComponents<string> _kept = new();

    [Fact]
    public void What_was_found_serves_every_cell_with_the_same_components_and_no_other()
    {
        _kept.Add(new Dictionary<string, object> { ["data"] = "potts", ["seed"] = 1UL }, "a");
        _kept.Add(new Dictionary<string, object> { ["seed"] = 2UL, ["data"] = "potts" }, "b");
        _kept.Add(new Dictionary<string, object> { ["data"] = "hmm" }, "c");
        Assert.Equal("a", _kept.Find(new Looked(("data", "potts"), ("seed", 1UL), ("sampler", "x"))));
        Assert.Equal("b", _kept.Find(new Looked(("data", "potts"), ("seed", 2UL), ("sampler", "y"))));
        Assert.Equal("c", _kept.Find(new Looked(("data", "hmm"), ("seed", 7UL))));
        Assert.Null(_kept.Find(new Looked(("data", "potts"), ("seed", 3UL))));
        Assert.Null(_kept.Find(new Looked(("seed", 1UL))));
    }

    [Fact]
    public void What_depends_on_nothing_serves_all()
    {
        Assert.Null(_kept.Find(new Looked()));
        _kept.Add(new Dictionary<string, object>(), "all");
        Assert.Equal("all", _kept.Find(new Looked(("data", "potts"))));
    }

    private sealed class Looked(params (string What, object Seen)[] components) : IComposed
    {
        private static readonly object Absent = new();

        public Shape Shape => throw new NotSupportedException();

        public long Samples => throw new NotSupportedException();

        public ulong Seed => throw new NotSupportedException();

        public IReadOnlyDictionary<string, IMetric> Metrics => throw new NotSupportedException();

        public object Look(string what) => components.FirstOrDefault(each => each.What == what).Seen ?? Absent;

        public T? Find<T>()
            where T : class => throw new NotSupportedException();

        public Feasibility Check<T>(string? method)
            where T : class => throw new NotSupportedException();

        public Derived<T> Derive<T>(CancellationToken stop, string? method)
            where T : class => throw new NotSupportedException();
    }
}
