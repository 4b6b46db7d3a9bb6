using System.Collections.ObjectModel;

namespace Unmask;

/// <summary>One composed pipeline: its components, and the quantities that follow from them.</summary>
/// <remarks>
/// <see cref="ICapable.Find{T}"/> gives the component of a section: <see cref="IDataDistribution"/>,
/// <see cref="IMaskPredictor"/>, <see cref="ISchedule"/>, <see cref="ISizeLaw"/>, <see cref="ISampler"/>, <see cref="IForwardProcess"/>, <see cref="INoiseSchedule"/>,
/// <see cref="IScoreEstimator"/>;
/// null if the configuration has none. Thread-safe.
/// </remarks>
public interface ICell : ICapable
{
    /// <summary>Length and vocabulary of the data law.</summary>
    Shape Shape { get; }

    /// <summary>How many sequences an estimate draws, derivations included: the asking metric's own number, else the sampler's.</summary>
    long Samples { get; }

    /// <summary>The seed of the cell's random streams.</summary>
    ulong Seed { get; }

    /// <summary>The pipeline's metrics by label, the one that asks among them: for a metric that says something about others, as bounds do.</summary>
    IReadOnlyDictionary<string, IMetric> Metrics => ReadOnlyDictionary<string, IMetric>.Empty;

    /// <summary>Whether <typeparamref name="T"/> can be derived here; quick.</summary>
    /// <param name="method">A method by name, or null for any.</param>
    /// <typeparam name="T">What is asked for: <see cref="DataLaw"/>, <see cref="GeneratedLaw"/>, <see cref="InformationCurve"/>,
    /// <see cref="CrossEntropyCurve"/>, <see cref="EstimatedCurve"/>, <see cref="SizeVisits"/>, <see cref="OrderedDivergence"/>,
    /// <see cref="MarginalDivergence"/>, <see cref="EvidenceBound"/>.</typeparam>
    Feasibility Check<T>(string? method = null) where T : class;

    /// <summary>Derives <typeparamref name="T"/> by the cheapest feasible method, once; later calls return the same value.</summary>
    /// <param name="stop">Cancels a long computation.</param>
    /// <param name="method">A method by name, or null for the cheapest; an exact method is preferred to an estimate.</param>
    /// <typeparam name="T">What is asked for.</typeparam>
    /// <exception cref="OutOfReachException">No method is feasible; the message says why.</exception>
    Derived<T> Derive<T>(CancellationToken stop, string? method = null) where T : class;
}
