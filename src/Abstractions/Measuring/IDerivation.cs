namespace Unmask;

/// <summary>One way to compute a quantity from a cell. Of several, the cheapest feasible exact one wins.</summary>
/// <remarks>Stateless and thread-safe; the host caches what it returns for as long as the components it looked at stay the same.</remarks>
/// <typeparam name="T">What is computed.</typeparam>
public interface IDerivation<T> where T : class
{
    /// <summary>The method's name, as written in results.</summary>
    string Method { get; }

    /// <summary>True if the value is an estimate from random draws: used only when no exact method is feasible, or when asked for.</summary>
    bool Estimates => false;

    /// <summary>Whether this method applies to a cell, and its cost; quick.</summary>
    Feasibility Check(ICell cell);

    /// <summary>Computes the quantity; called only where <see cref="Check"/> says it is possible.</summary>
    T Derive(ICell cell, CancellationToken stop);
}
