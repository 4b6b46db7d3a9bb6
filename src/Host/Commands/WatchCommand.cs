using System.CommandLine;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins;
using Unmask.Host.Runs;
using Unmask.Host.Watching;

namespace Unmask.Host.Commands;

/// <summary><c>unmask watch FILE</c>: runs a pipeline again whenever a plugin, the pipeline or a file it names has changed.</summary>
internal sealed class WatchCommand : PipelineCommand
{
    public WatchCommand()
        : base("watch", "Run a pipeline, and again whenever a plugin, the pipeline, a file it extends or an input file changes.",
            "unmask watch samples/my-schedule/pipeline.json --plugins my-plugins") => Options.Add(SharedOptions.Json);

    /// <inheritdoc/>
    public override async Task<int> Execute(ParseResult arguments, CommandContext context)
    {
        var request = Request(arguments, context);
        string[] folders = [.. context.PossibleFolders];
        string[] always = [Path.GetFullPath(request.File, context.WorkingDirectory), .. context.Lock is { } file ? [Path.GetFullPath(file, context.WorkingDirectory)] : Array.Empty<string>()];
        var files = new WatchedFiles(folders, () => [.. always, .. Named(request, folders)]);
        try
        {
            await new Watcher(files, Tokens(arguments, context), context.WorkingDirectory, context.Screen.Error, context.Clock).Watch(context.Stop);
        }
        catch (OperationCanceledException) when (context.Stop.IsCancellationRequested)
        {
            // That is how it ends.
        }

        return ExitCode.Interrupted;
    }

    /// <summary>The files that the pipeline names, as far as it and the plugins can be read.</summary>
    private static IEnumerable<string> Named(PipelineRequest request, string[] folders)
    {
        try
        {
            return new PipelineReader(Catalogue.Scan(folders.Where(Directory.Exists), ScanCache.Open())).Files(request);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A folder went away, or may not be looked into: the run says so.
            return [];
        }
    }

    /// <summary>The command line of one run.</summary>
    private List<string> Tokens(ParseResult arguments, CommandContext context)
    {
        List<string> tokens = ["run", arguments.GetRequiredValue(File)];
        tokens.AddRange(context.Overrides.Select(pair => $"{pair.Key}={pair.Value}"));
        tokens.AddRange((arguments.GetValue(Sweep) ?? []).SelectMany(axis => new[] { Sweep.Name, axis }));
        tokens.AddRange(context.Plugins.SelectMany(folder => new[] { SharedOptions.Plugins.Name, folder }));
        tokens.AddRange(context.Lock is { } file ? [SharedOptions.Lock.Name, file] : []);
        tokens.AddRange(arguments.GetValue(SharedOptions.Json) ? [SharedOptions.Json.Name] : []);
        tokens.AddRange(context.Debug ? [SharedOptions.Debug.Name] : []);
        return tokens;
    }
}
