namespace Unmask.Tests.Conformance.Schedules;

/// <summary>Choices that keep what is revealed and allow nothing random.</summary>
internal sealed class RecordedChoices : IChoices
{
    public List<int> Revealed { get; } = [];

    public int Pick(ReadOnlySpan<double> law) => throw new InvalidOperationException("A deterministic schedule picked.");

    public void Subset(ReadOnlySpan<int> from, Span<int> chosen) => throw new InvalidOperationException("A deterministic schedule drew a subset.");

    public void Reveal(int position) => Revealed.Add(position);

    public void Commit(int position, ReadOnlySpan<double> law) => throw new InvalidOperationException("A schedule that reveals committed a law.");

    public void Write(int position, int symbol) => throw new InvalidOperationException("A schedule that reveals wrote a symbol.");
}
