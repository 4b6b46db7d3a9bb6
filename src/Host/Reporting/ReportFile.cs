using Unmask.Host.Runs;

namespace Unmask.Host.Reporting;

/// <summary>The report of a run on disk: <c>report.html</c> in its folder.</summary>
internal static class ReportFile
{
    /// <summary>The file's name in a run folder.</summary>
    public const string FileName = "report.html";

    /// <summary>Writes the report of a run, whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(StoredRun run, string path) => AtomicFile.Write(path, ReportPage.Of(run));

    /// <summary>Writes the report of a run that is complete. If that fails the run has not: it is said, with how to write it again.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="shown">The same as the user knows it.</param>
    /// <param name="error">Where to say so.</param>
    public static void WriteOrSay(string folder, string shown, TextWriter error)
    {
        try
        {
            Write(StoredRun.Open(folder, folder), Path.Combine(folder, FileName));
        }
        catch (Exception exception)
        {
            error.WriteLine($"The report was not written: {exception.Message} The results are complete; 'unmask report {shown}' writes it again, --out FILE elsewhere.");
        }
    }
}
