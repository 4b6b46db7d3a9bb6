using System.Text.Json.Nodes;
using Unmask.Host.Composition;
using Unmask.Host.Configuration;
using Unmask.Host.Recording;
using Unmask.Tests.Unit.Interpretation;

namespace Unmask.Tests.Unit.Host.Composition;

/// <summary>An enumeration that turns out to be too large only while it runs is not tried again, and the cell is measured in another way.</summary>
public class OutOfReachTests
{
    private static readonly Shape Small = new(3, 2);
    private static readonly TableLaw Law = TableLaw.Random(Small, 1);

    [Fact]
    public void It_is_told_to_every_cell_with_the_same_components()
    {
        var store = new DerivationStore();
        var far = new TooFar(int.MaxValue);
        var (cell, same, other) = (Cell(store, far), Cell(store, far), Cell(store, new TooFar(0)));
        Assert.True(cell.Check<GeneratedLaw>(null).Possible);
        Assert.Contains("too far", Assert.Throws<OutOfReachException>(() => cell.Derive<GeneratedLaw>(default, null)).Message, StringComparison.Ordinal);

        Assert.Contains("too far", cell.Check<GeneratedLaw>(null).Reason!, StringComparison.Ordinal);
        Assert.False(same.Check<GeneratedLaw>(null).Possible);
        Assert.True(other.Check<GeneratedLaw>(null).Possible);
        Assert.Equal(1, other.Derive<GeneratedLaw>(default, null).Value.Probabilities.Sum(), 12);
        Assert.Equal(1, store.FoundOutOfReach);
    }

    [Fact]
    public void Metrics_that_can_estimate_do()
    {
        var cell = Cell(new DerivationStore(), new TooFar(1));
        var measured = new CellMeasurement(null!).Measure(Composed(cell, new LawOrSamples(canEstimate: true)), default);
        Assert.Null(measured.Failure);
        Assert.Equal(["samples"], measured.Values.Select(value => value.Method));
    }

    [Fact]
    public void Where_no_metric_can_the_cell_fails_with_the_reason()
    {
        var cell = Cell(new DerivationStore(), new TooFar(int.MaxValue));
        Assert.Throws<OutOfReachException>(() => cell.Derive<GeneratedLaw>(default, null));
        var problems = new Problems();
        new LawOrSamples(canEstimate: false).Check(cell, problems);
        Assert.Contains("too far", Assert.Single(problems.All).Message, StringComparison.Ordinal);
    }

    private static Cell Cell(DerivationStore store, ISampler sampler) =>
        new(Small, new Dictionary<string, object> { ["data"] = Law, ["predictor"] = Law, ["sampler"] = sampler }, 1, 100, store);

    private static ComposedCell Composed(Cell cell, IMetric metric) =>
        new(new CellConfiguration(0, "0", 1, new Dictionary<string, JsonNode>(), new Dictionary<string, ComponentConfiguration>(), []), cell, [new ComposedMetric("m", null!, metric, cell, [])], [], new SequenceText(null, null));

    /// <summary>
    /// One position after another; so many times it says that it is out of reach instead, but not while its outcomes are foretold, along four
    /// sequences of three steps, the first of them taken twice.
    /// </summary>
    private sealed class TooFar(int times) : ISampler
    {
        private const int Foretold = 15;

        private int _left = times;
        private int _moves;

        public long Samples => 100;

        public Observes Observes => Observes.Nothing;

        public void Move(in Step step, in Rows rows, IChoices choose)
        {
            if (_moves++ >= Foretold && _left-- > 0)
            {
                throw new OutOfReachException("too far");
            }

            choose.Reveal(step.Masked[0]);
        }
    }

    private sealed class LawOrSamples(bool canEstimate) : IMetric
    {
        public void Check(ICell cell, Problems problems)
        {
            if (!canEstimate && cell.Check<GeneratedLaw>().Reason is { } reason)
            {
                problems.Add(reason);
            }
        }

        public SampleRequest? Samples(ICell cell) => cell.Check<GeneratedLaw>().Possible ? null : new SampleRequest(cell.Samples, () => new Nothing());

        public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop)
        {
            if (seen is null)
            {
                cell.Derive<GeneratedLaw>(stop);
            }

            results.Add("", 1, seen is null ? "law" : "samples");
        }
    }

    private sealed class Nothing : ITally
    {
        public void Add(ReadOnlySpan<int> tokens, int calls)
        {
        }

        public void Merge(ITally later)
        {
        }
    }
}
