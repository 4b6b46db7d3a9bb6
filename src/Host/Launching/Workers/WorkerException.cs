namespace Unmask.Host.Launching.Workers;

/// <summary>A worker process could not go on, or could not be started.</summary>
/// <param name="code">What the program returns for it, see <see cref="Runs.ExitCode"/>.</param>
/// <param name="message">Why.</param>
/// <param name="detail">Its stack trace or what it wrote last, or null.</param>
internal sealed class WorkerException(int code, string message, string? detail) : Exception(message)
{
    /// <summary>What the program returns for it.</summary>
    public int Code => code;

    /// <summary>With what there is in detail.</summary>
    public override string ToString() => detail is null ? base.ToString() : $"{detail}{Environment.NewLine}{base.ToString()}";
}
