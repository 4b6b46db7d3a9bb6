namespace Unmask;

/// <summary>Collects what is wrong with a configuration, so that all of it is shown at once. Not thread-safe.</summary>
public sealed class Problems
{
    private readonly List<(string Option, string Message)> _all = [];

    /// <summary>The problems so far: the option's name (empty for the component as a whole) and what was got and expected.</summary>
    public IReadOnlyList<(string Option, string Message)> All => _all;

    /// <summary>Adds a problem with one option.</summary>
    /// <param name="option">The option's name as written in a configuration, or a path below it such as <c>sizes/2</c>; empty for the component as a whole.</param>
    /// <param name="message">What was got and what was expected, and where it helps, what to try.</param>
    public void Add(string option, string message) => _all.Add((option, message));

    /// <summary>Adds a problem with the component as a whole.</summary>
    public void Add(string message) => Add("", message);
}
