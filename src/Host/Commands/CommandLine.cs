using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Unmask.Host.Composition;
using Unmask.Host.Configuration;
using Unmask.Host.Launching.Workers;
using Unmask.Host.Plugins;
using Unmask.Host.Plugins.Store;
using Unmask.Host.Plugins.Trust;
using Unmask.Host.Runs;

namespace Unmask.Host.Commands;

/// <summary>The program: parses a command line, executes the command, and turns whatever went wrong into a message and an exit code.</summary>
internal sealed class CommandLine
{
    private static readonly ParserConfiguration _grammar = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    private readonly RootCommand _root = new("A workbench for discrete diffusion: schedules, predictors and samplers as plugins, errors computed exactly.");
    private readonly Screen _screen;
    private IReadOnlyList<KeyValuePair<string, string>> _overrides = [];

    /// <param name="screen">The outputs.</param>
    /// <param name="commands">The commands, in the order help shows them.</param>
    public CommandLine(Screen screen, params IEnumerable<ProgramCommand> commands)
    {
        _screen = screen;
        _root.Options.Add(SharedOptions.Plugins);
        _root.Options.Add(SharedOptions.Debug);
        var help = _root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExample((HelpAction)help.Action!);
        foreach (var command in commands)
        {
            command.SetAction((parsed, stop) => command.Execute(parsed, Context(parsed, stop)));
            _root.Subcommands.Add(command);
        }
    }

    /// <summary>The program's commands.</summary>
    public static IEnumerable<ProgramCommand> Commands =>
    [
        new RunCommand(), new StatusCommand(), new CompareCommand(), new ReportCommand(), new QueryCommand(), new PlanCommand(), new ValidateCommand(), new ListCommand(), new DescribeCommand(), new SchemaCommand(),
        new NewCommand(), new WatchCommand(), new TrustCommand(), new DoctorCommand(),
    ];

    /// <summary>Runs the program.</summary>
    /// <param name="tokens">The words after the program's name.</param>
    /// <param name="stop">Interrupts it, as Ctrl-C does.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> Run(IReadOnlyList<string> tokens, CancellationToken stop = default)
    {
        using var signals = new StopSignals(stop);
        AppDomain.CurrentDomain.ProcessExit += Unfinished;
        try
        {
            var code = signals.Final(await Invoke(tokens, signals.Token));
            _screen.Out.Flush();
            return code;
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            return signals.Final(ExitCode.Interrupted);
        }
        catch (Exception failure)
        {
            return Report(failure, tokens.Contains(SharedOptions.Debug.Name));
        }
        finally
        {
            AppDomain.CurrentDomain.ProcessExit -= Unfinished;
        }

        // Otherwise a plugin that calls Environment.Exit(0) would look like success.
        void Unfinished(object? sender, EventArgs exit)
        {
            if (!signals.Token.IsCancellationRequested)
            {
                Say("the process was ended before the command was done; a plugin must have called Environment.Exit");
                Environment.ExitCode = ExitCode.InternalError;
            }
        }
    }

    private async Task<int> Invoke(IReadOnlyList<string> tokens, CancellationToken stop)
    {
        var parsed = _root.Parse(tokens, _grammar);
        if (parsed.CommandResult.Command is ProgramCommand { TakesOverrides: true } command && parsed.Action is not HelpWithExample)
        {
            (var rest, _overrides) = OverrideTokens.Split(tokens, [.. command.Options, .. _root.Options.Where(option => option.Recursive)]);
            parsed = _root.Parse(rest, _grammar);
        }

        var outputs = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = _screen.Out, Error = _screen.Error };
        if (tokens.Count == 0)
        {
            outputs.Output = _screen.Error;
            await _root.Parse(["--help"], _grammar).InvokeAsync(outputs, stop);
            return ExitCode.WrongInput;
        }

        var asksForHelp = parsed.Action is HelpWithExample;
        return !asksForHelp && Misspelt(parsed) is { Count: > 0 } errors
            ? throw new UserErrorException(errors)
            : await parsed.InvokeAsync(outputs, stop);
    }

    private CommandContext Context(ParseResult parsed, CancellationToken stop) =>
        new(_screen, parsed.GetValue(SharedOptions.Plugins) ?? [], parsed.GetValue(SharedOptions.Debug), _overrides, stop)
    {
        TellsRefusals = parsed.CommandResult.Command is not ListCommand,
        Lock = parsed.GetValue(SharedOptions.Lock) ?? (parsed.GetValue(SharedOptions.Locked) ? PluginLock.FileName : null),
    };

    private List<UserError> Misspelt(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var words = command is RootCommand ? "unmask" : $"unmask {command.Name}";
        var known = command.Subcommands.Select(each => each.Name).Concat(command.Options.Concat(_root.Options).Select(each => each.Name)).ToList();
        var unknown = parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Where(token => token.Type == TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal) && !token.Value.Any(char.IsWhiteSpace))
            .Select(token => token.Value).Concat(parsed.UnmatchedTokens).Distinct()
            .Select(token => NearestName.Of(token, known) is { } nearest
                ? $"'{words}' does not know '{token}'; did you mean '{nearest}'?"
                : $"'{words}' does not know '{token}'; see '{words} --help'")
            .ToList();
        var messages = unknown.Count > 0 ? unknown : parsed.Errors.Select(error => $"{error.Message} See '{words} --help'.").Distinct();
        return [.. messages.Select(message => new UserError("command line", "", message))];
    }

    private int Report(Exception failure, bool debug)
    {
        var (code, message) = failure switch
        {
            UserErrorException or PluginLoadException or PluginChangedException => (ExitCode.WrongInput, failure.Message),
            WorkerException worker => (worker.Code, failure.Message),
            PluginDisposalException => (ExitCode.CellFailed, failure.Message),
            IOException or UnauthorizedAccessException => (ExitCode.InternalError, $"reading or writing failed: {failure.Message}"),
            _ => (ExitCode.InternalError, $"internal error: {failure.Message}{(debug ? "" : " (--debug shows where)")}"),
        };
        Say(message);
        if (debug)
        {
            Say($"{failure}");
        }

        return code;
    }

    private void Say(string message)
    {
        try
        {
            _screen.Error.WriteLine(message);
        }
        catch (IOException)
        {
            // Standard error is closed or full: the exit code is all that is left to say it with.
        }
    }
}
