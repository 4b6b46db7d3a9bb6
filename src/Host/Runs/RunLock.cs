namespace Unmask.Host.Runs;

/// <summary>The right to write into a run folder: a lock of the operating system on the file <c>.lock</c>, gone with the process.</summary>
/// <remarks>The file itself stays: removing it would let two others lock two different files of that name.</remarks>
internal sealed class RunLock : IDisposable
{
    /// <summary>The file's name.</summary>
    public const string FileName = ".lock";

    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;
    private const int WindowsSharingViolation = unchecked((int)0x80070020);

    private const int Attempts = 3;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of an existing folder.</summary>
    /// <returns>The lock, or null if another host holds it.</returns>
    public static RunLock? TryTake(string folder)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new RunLock(new FileStream(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException exception) when (exception.HResult is LinuxWouldBlock or MacWouldBlock or WindowsSharingViolation)
            {
                if (attempt == Attempts)
                {
                    return null;
                }

                // Somebody may only be looking whether it is held.
                Thread.Sleep(Between);
            }
        }
    }

    /// <summary>Whether a host holds the lock of a folder, as far as this machine can see; looking holds up nobody.</summary>
    public static bool IsHeld(string folder)
    {
        try
        {
            using var looked = new FileStream(Path.Combine(folder, FileName), FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (IOException exception)
        {
            return exception.HResult is LinuxWouldBlock or MacWouldBlock or WindowsSharingViolation;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
