namespace Unmask;

/// <summary>A quantity that a plugin's constructor may ask for, computed by the host when it is first needed and kept.</summary>
/// <remarks>Available: quantities that follow from the data law and the predictor, such as <see cref="InformationCurve"/> and
/// <see cref="CrossEntropyCurve"/>. Thread-safe.</remarks>
/// <typeparam name="T">What is derived.</typeparam>
public interface IDerived<T> where T : class
{
    /// <summary>Whether it can be had here, and if not, why; quick.</summary>
    Feasibility Check();

    /// <summary>The quantity.</summary>
    T Get(CancellationToken stop);
}
