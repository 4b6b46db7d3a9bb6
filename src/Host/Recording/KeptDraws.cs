using Unmask.Host.Composition;
using Unmask.Host.Derivations;
using Unmask.Host.Runs;
using Unmask.Interpretation;

namespace Unmask.Host.Recording;

/// <summary>Draws the few sequences of a cell that are kept, with the moves by which they came about.</summary>
/// <remarks>
/// They are the first that the cell's metrics look at, drawn once more: random choices are keyed by the sequence's number. About a thousand tokens are kept
/// of each of the first cells of a run, so that neither the time nor the folder grows with a large sweep; of a cell that is repeated with other seeds, those of
/// the first.
/// </remarks>
internal static class KeptDraws
{
    /// <summary>The cells whose draws are kept: those numbered below.</summary>
    public const int Cells = 64;

    private const int Tokens = 1024;
    private const int MostSequences = 8;
    private const int MostMoves = 1 << 16;

    /// <summary>The draws of a cell, or why there are none; neither for a cell beyond the first, or one that repeats another.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was asked for.</exception>
    public static (IReadOnlyList<Draw> Draws, string? Missing) Of(ComposedCell cell, CancellationToken stop)
    {
        if (cell.Configuration is { Index: >= Cells } or { Repeats: not null })
        {
            return ([], null);
        }

        if (Sampling.Check(cell.Cell) is { Possible: false, Reason: var reason })
        {
            return ([], reason);
        }

        if (cell.Cell.Find<ISampler>() is { } sampler && sampler.Find<ILawSource>() is not null)
        {
            return ([], "the sampler is a law, and draws nothing step by step");
        }

        try
        {
            var recording = new RecordedDrawing(Sampling.Rule(cell.Cell), cell.Cell.Seed, MostMoves);
            return ([.. Enumerable.Range(0, Math.Clamp(Tokens / cell.Cell.Shape.Length, 1, MostSequences)).Select(sample => One(recording, cell, sample, stop))], null);
        }
        catch (Exception exception) when (!(exception is OperationCanceledException && stop.IsCancellationRequested))
        {
            // The cell's values do not depend on it: metrics that look at sequences were measured before, and fail for themselves.
            return ([], $"drawing one failed: {exception.Message}");
        }
    }

    private static Draw One(RecordedDrawing recording, ComposedCell cell, long sample, CancellationToken stop)
    {
        recording.Draw(sample, stop);
        var mask = cell.Cell.Shape.Mask;
        var texts = recording.Changes.Select(change => change.Symbol).Where(symbol => symbol != mask).Distinct().Order().Select(symbol => (symbol, Text: cell.Text.Of(symbol)));
        return new Draw(sample, recording.Tokens(0).ToArray(), cell.Text.Of(recording.Tokens(0), mask),
            [.. recording.Changes.Select(change => new Move(change.Step, change.Position, change.Symbol, change.Entropy))])
        {
            Alphabet = texts.Where(each => each.Text is not null).ToDictionary(each => each.symbol, each => each.Text!),
        };
    }
}
