namespace Unmask.Host.Runs;

/// <summary>What the process returns to the shell.</summary>
internal static class ExitCode
{
    /// <summary>Everything that was asked for is done.</summary>
    public const int Done = 0;

    /// <summary>At least one cell failed; the others are done.</summary>
    public const int CellFailed = 1;

    /// <summary>The user's input is wrong; nothing ran and nothing was written.</summary>
    public const int WrongInput = 2;

    /// <summary>A defect of the program.</summary>
    public const int InternalError = 70;

    /// <summary>Stopped by Ctrl-C (128 + SIGINT).</summary>
    public const int Interrupted = 130;

    /// <summary>Stopped by SIGTERM (128 + SIGTERM).</summary>
    public const int Terminated = 143;
}
