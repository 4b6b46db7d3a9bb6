using Unmask.Host.Configuration;
using Unmask.Host.Plugins;
using Unmask.Host.Plugins.Store;
using Unmask.Host.Runs;

namespace Unmask.Host.Launching.Workers;

/// <summary>An exception that ends a run, told by one process to another.</summary>
/// <param name="Kind">What it means to the user.</param>
/// <param name="Message">What it says.</param>
/// <param name="Detail">The stack trace, shown with <c>--debug</c>.</param>
/// <param name="Errors">What is wrong with the user's input.</param>
internal sealed record Breakdown(BreakdownKind Kind, string Message, string? Detail, IReadOnlyList<UserError> Errors)
{
    /// <summary>Puts an exception into words.</summary>
    public static Breakdown Of(Exception exception) => new(
        exception switch
        {
            UserErrorException or PluginLoadException => BreakdownKind.Input,
            PluginChangedException => BreakdownKind.Changed,
            IOException or UnauthorizedAccessException => BreakdownKind.Files,
            _ => BreakdownKind.Defect,
        },
        exception.Message,
        exception.ToString(),
        exception is UserErrorException wrong ? wrong.Errors : []);

    /// <summary>The exception, as if it had been thrown here.</summary>
    public Exception Exception() => Kind switch
    {
        BreakdownKind.Input when Errors.Count > 0 => new UserErrorException(Errors),
        BreakdownKind.Input => new WorkerException(ExitCode.WrongInput, Message, Detail),
        BreakdownKind.Changed => new PluginChangedException(Message),
        BreakdownKind.Files => new IOException(Message),
        _ => new WorkerException(ExitCode.InternalError, $"internal error in a worker process: {Message}", Detail),
    };
}

/// <summary>What the exception of another process means to the user.</summary>
internal enum BreakdownKind
{
    /// <summary>A defect of the program.</summary>
    Defect,

    /// <summary>The user's input is wrong, or a plugin cannot be loaded.</summary>
    Input,

    /// <summary>A plugin's files changed.</summary>
    Changed,

    /// <summary>Reading or writing failed.</summary>
    Files,
}
