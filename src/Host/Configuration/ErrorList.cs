namespace Unmask.Host.Configuration;

/// <summary>Collects what is wrong with a configuration; the same mistake seen from many cells counts once. Not thread-safe.</summary>
internal sealed class ErrorList
{
    private readonly HashSet<UserError> _seen = [];
    private readonly List<(int Order, UserError Error)> _all = [];

    /// <summary>How many there are so far.</summary>
    public int Count => _all.Count;

    /// <summary>Adds a mistake at a value.</summary>
    public void Add(SourceNode at, string message) => Add(at.Order, new UserError(at.Origin.Source, at.Path, message));

    /// <summary>Adds a mistake below a value.</summary>
    public void Add(SourceNode at, string path, string message) => Add(at.Order, new UserError(at.Origin.Source, path, message));

    /// <summary>Adds a mistake.</summary>
    /// <param name="order">Its place, see <see cref="SourceNode.Order"/>.</param>
    /// <param name="error">What is wrong.</param>
    public void Add(int order, UserError error)
    {
        if (_seen.Add(error))
        {
            _all.Add((order, error));
        }
    }

    /// <summary>Does nothing if nothing is wrong.</summary>
    /// <exception cref="UserErrorException">Everything that is wrong, in the order of the text.</exception>
    public void ThrowIfAny()
    {
        if (_all.Count > 0)
        {
            throw new UserErrorException([.. _all.OrderBy(each => each.Order).Select(each => each.Error)]);
        }
    }
}
