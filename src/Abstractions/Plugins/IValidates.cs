namespace Unmask;

/// <summary>A component that checks its options against the rest of the configuration before any cell runs.</summary>
public interface IValidates
{
    /// <summary>Reports everything that is wrong, not the first thing only. Quick: no long computation.</summary>
    /// <param name="shape">Length and vocabulary of the data law.</param>
    /// <param name="problems">Receives what is wrong.</param>
    void Validate(Shape shape, Problems problems);
}
