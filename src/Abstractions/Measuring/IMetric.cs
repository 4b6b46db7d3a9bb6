namespace Unmask;

/// <summary>Measures a cell: one number, several named ones, or lists.</summary>
/// <remarks>
/// Contract: everything that can be known before computing is refused by <see cref="Check"/>, with the reason and an
/// alternative. A metric of several values leaves out those it cannot compute here; one that has none is refused.
/// The same cell has the same values, on any number of threads; values from samples do not depend on how these were split into blocks.
/// A name has one value, or a list with the indices 0, 1, …
/// Thread safety: one instance serves many cells.
/// </remarks>
[Section("metrics")]
public interface IMetric
{
    /// <summary>The metric's own number of samples, or null for the sampler's. The cell it is given says this number as <see cref="ICell.Samples"/>.</summary>
    long? SampleCount => null;

    /// <summary>Reports why this metric cannot be computed for the cell. Quick; nothing is derived.</summary>
    void Check(ICell cell, Problems problems);

    /// <summary>The sequences this metric has to look at, or null if it needs none. All metrics of a cell share one pass.</summary>
    SampleRequest? Samples(ICell cell) => null;

    /// <summary>Computes and reports the values.</summary>
    /// <param name="cell">The composed pipeline.</param>
    /// <param name="seen">The tally that was asked for, filled; null if none was.</param>
    /// <param name="results">Receives the values.</param>
    /// <param name="stop">Cancels a long computation.</param>
    void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop);
}
