using Unmask.Interpretation;

namespace Unmask.Testing;

/// <summary>A value of a metric, as reported.</summary>
internal sealed record Reported(string Name, double Value, string Method, double? Error, long? Samples, int? Index)
{
    /// <summary>Its parts, if it gave any.</summary>
    public IReadOnlyList<double>? Parts { get; init; }

    /// <summary>Name and index in words.</summary>
    public string Title => (Name.Length == 0 ? "the value" : $"'{Name}'") + (Index is { } index ? $"[{index}]" : "");

    public override string ToString() => $"{Value:R}{(Error is { } error ? $" ± {error:R}" : "")}";
}

/// <summary>A metric's answer for a cell.</summary>
/// <param name="Problems">Why it was refused; empty if it was not.</param>
/// <param name="Values">What it reported.</param>
/// <param name="Request">The sequences it asked for, or null.</param>
internal sealed record Measurement(IReadOnlyList<(string Option, string Message)> Problems, IReadOnlyList<Reported> Values, SampleRequest? Request)
{
    /// <summary>How many sequences a block has in the host.</summary>
    private const int UsualBlock = 256;

    /// <summary>Measures as the host does: the check, one pass over sequences in blocks, the measurement.</summary>
    public static Measurement Of(IMetric metric, SmallCell cell, int block = UsualBlock)
    {
        var view = cell.WithSamples(metric.SampleCount);
        var problems = new Problems();
        metric.Check(view, problems);
        if (problems.All.Count > 0)
        {
            return new Measurement(problems.All, [], null);
        }

        try
        {
            var results = new Results();
            var request = metric.Samples(view);
            metric.Measure(view, request is null ? null : Look(view, request, block), results, CancellationToken.None);
            return new Measurement([], results.All, request);
        }
        catch (Exception exception)
        {
            throw Xunit.Sdk.FailException.ForFailure($"{cell}: the check let it through, but measuring threw {Words.Of(exception)}");
        }
    }

    private static ITally Look(SmallCell cell, SampleRequest request, int block)
    {
        var (drawing, total) = (new Drawing(cell.Rule, cell.Seed), request.Create());
        for (var first = 0L; first < request.Count; first += block)
        {
            var (tally, last) = (request.Create(), Math.Min(first + block, request.Count));
            for (var from = first; from < last; from += drawing.Capacity)
            {
                var count = (int)Math.Min(drawing.Capacity, last - from);
                drawing.Draw(from, count, CancellationToken.None);
                for (var k = 0; k < count; k++)
                {
                    tally.Add(from + k, drawing.Tokens(k), drawing.Calls[k]);
                }
            }

            total.Merge(tally);
        }

        return total;
    }

    private sealed class Results : IResults
    {
        public List<Reported> All { get; } = [];

        public void Add(string name, double value, string method, double? error, long? samples, int? index, string? note) =>
            Add(name, new Estimated(value, error), method, samples, index, note);

        public void Add(string name, Estimated value, string method, long? samples, int? index, string? note) =>
            All.Add(new Reported(name, value.Value, method, value.StandardError, samples, index) { Parts = value.Parts });
    }
}
