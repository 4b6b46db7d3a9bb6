using Unmask;
using Unmask.Testing;

namespace MyPlugins.Tests;

/// <summary>The contract of a schedule; inherited tests do the rest.</summary>
public sealed class PluginNameTests : ScheduleConformance
{
    protected override ISchedule Create(Shape shape) => new PluginName(new PluginNameOptions(PerStep: 3, Distance: 2));

    [Fact]
    public void The_most_certain_position_comes_first_and_its_neighbours_wait()
    {
        int[] masked = [0, 1, 2, 3];
        double[] rows = [0.5, 0.5, 0.1, 0.9, 0.2, 0.8, 0.4, 0.6];
        var choices = new Revealed();

        Create(new Shape(4, 2)).Reveal(new Step(0, new Shape(4, 2), [2, 2, 2, 2], masked, []), new Rows(masked, rows, 2), choices);

        Assert.Equal([1, 3], choices.Positions);
    }

    private sealed class Revealed : IChoices
    {
        public List<int> Positions { get; } = [];

        public void Reveal(int position) => Positions.Add(position);

        public int Pick(ReadOnlySpan<double> law) => throw new NotSupportedException();

        public void Subset(ReadOnlySpan<int> from, Span<int> chosen) => throw new NotSupportedException();

        public void Commit(int position, ReadOnlySpan<double> law) => throw new NotSupportedException();

        public void Write(int position, int symbol) => throw new NotSupportedException();
    }
}
