namespace Unmask;

/// <summary>A quantity that a plugin's constructor may ask for, computed by the host when it is first needed and kept.</summary>
/// <remarks>Available: quantities that follow from the data law and the predictor: <see cref="InformationCurve"/>,
/// <see cref="CrossEntropyCurve"/>, and where that cannot be had, <see cref="EstimatedCurve"/>; <see cref="DataLaw"/>, where the sequences can be enumerated. Thread-safe.</remarks>
/// <typeparam name="T">What is derived.</typeparam>
public interface IDerived<T> where T : class
{
    /// <summary>Whether it can be had here, and if not, why; quick.</summary>
    Feasibility Check();

    /// <summary>The quantity.</summary>
    T Get(CancellationToken stop);

    /// <summary>The same quantity, if it is an estimate from this many data sequences instead of the usual 256. They are never those that metrics draw.</summary>
    /// <param name="samples">How many, at least 2.</param>
    IDerived<T> WithSamples(long samples) => this;
}
