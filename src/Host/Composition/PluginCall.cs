using Unmask.Host.Configuration;

namespace Unmask.Host.Composition;

/// <summary>Calls of a plugin while a pipeline is composed: whatever it throws is an error that names it and its file.</summary>
internal static class PluginCall
{
    /// <summary>The plugin's answer.</summary>
    /// <param name="component">The plugin.</param>
    /// <param name="purpose">What it could not do if it throws, such as <c>be created</c>.</param>
    /// <param name="call">Asks it.</param>
    /// <param name="stop">Cancels the call.</param>
    /// <exception cref="UserErrorException">It threw.</exception>
    public static T Ask<T>(this ComponentConfiguration component, string purpose, Func<T> call, CancellationToken stop = default)
    {
        try
        {
            return call();
        }
        catch (Exception failure) when (!(failure is OperationCanceledException && stop.IsCancellationRequested))
        {
            throw component.Error($"could not {purpose}: {FailureText.Of(failure)}", failure);
        }
    }

    /// <summary>An error of the plugin as a whole.</summary>
    /// <param name="component">The plugin.</param>
    /// <param name="message">What is wrong, after its name.</param>
    /// <param name="cause">What it threw, or null.</param>
    public static UserErrorException Error(this ComponentConfiguration component, string message, Exception? cause = null)
    {
        var location = component.Locate("");
        return new UserErrorException([new UserError(location.Source, location.Path, $"the plugin '{component.Plugin.Name}' ({component.Plugin.Assembly.Path}) {message}")
        {
            Detail = cause is null ? null : FailureText.Detail(cause),
        }]);
    }
}
