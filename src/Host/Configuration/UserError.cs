namespace Unmask.Host.Configuration;

/// <summary>One thing that is wrong with the user's input.</summary>
/// <param name="Source">The file, or <c>command line</c>, that said it.</param>
/// <param name="Path">Where, such as <c>/schedule/steps</c>; empty for the file as a whole.</param>
/// <param name="Message">What was got, what was expected, and the nearest valid name where there is one.</param>
internal sealed record UserError(string Source, string Path, string Message)
{
    /// <summary>The stack of the plugin that says so, or null; shown with <c>--debug</c>.</summary>
    public string? Detail { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Path.Length == 0 ? $"{Source}: {Message}" : $"{Source}: {Path}: {Message}";
}

/// <summary>The user's input is wrong: everything that is, at once. Exit code 2.</summary>
internal sealed class UserErrorException(IReadOnlyList<UserError> errors) : Exception(string.Join(Environment.NewLine, errors))
{
    public UserErrorException(string source, string path, string message)
        : this([new UserError(source, path, message)])
    {
    }

    public IReadOnlyList<UserError> Errors { get; } = errors;

    /// <summary>With the stacks of plugins.</summary>
    public override string ToString() => string.Join(Environment.NewLine, Errors.Select(error => error.Detail).OfType<string>().Append(base.ToString()));
}
