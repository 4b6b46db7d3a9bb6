using System.CommandLine;
using System.Globalization;
using Unmask.Host.Configuration;
using Unmask.Host.Planning;

namespace Unmask.Host.Commands;

/// <summary><c>unmask plan FILE</c>: the best sizes for a data law and a predictor, from their curve (T 1.7).</summary>
internal sealed class PlanCommand : PipelineCommand
{
    private const int MostSteps = 10_000;

    private readonly Option<string[]> _steps = new("--steps") { Description = "Give the optimal sizes for this many steps.", HelpName = "T,T,…", DefaultValueFactory = _ => [] };
    private readonly Option<string[]> _range = new("--range") { Description = "Give the errors for these numbers of steps.", HelpName = "FROM..TO or T,T,…", DefaultValueFactory = _ => [] };
    private readonly Option<string?> _error = new("--error") { Description = "Give the fewest steps whose error is at most this.", HelpName = "NATS" };
    private readonly Option<string[]> _schedules = new("--schedules") { Description = "Compare these schedules with the optimum (balanced,cosine).", HelpName = "KIND,…", DefaultValueFactory = _ => [] };

    public PlanCommand()
        : base("plan", "Plan the sizes of steps: the optimum for a number of steps, the fewest steps for an error, the regret of other schedules.",
            "unmask plan samples/potts-decay/pipeline.json --steps 8 --error 0.5")
    {
        Options.Add(_steps);
        Options.Add(_range);
        Options.Add(_error);
        Options.Add(_schedules);
        Options.Add(SharedOptions.Json);
    }

    /// <inheritdoc/>
    protected override bool NeedsMetrics => false;

    /// <inheritdoc/>
    public override Task<int> Execute(ParseResult arguments, CommandContext context)
    {
        var schedules = Words(arguments.GetValue(_schedules)) is { Count: > 0 } named ? named : PlanOptions.Usual;
        var options = new PlanOptions
        {
            Steps = Numbers("--steps", arguments.GetValue(_steps)),
            Range = Numbers("--range", arguments.GetValue(_range)),
            Target = arguments.GetValue(_error) is { } error ? Error(error) : null,
            Schedules = schedules,
        };
        var sizes = new NamedSchedules(context.Catalogue, context.Types);
        sizes.Require(schedules);
        using var experiment = Compose(arguments, context);
        var inputs = PlanSession.Subjects(experiment.Pipeline).Select(subject => experiment.Ask(subject.Cell, cell =>
        {
            var feasible = cell.Check<CrossEntropyCurve>(null);
            if (!feasible.Possible)
            {
                throw new UserErrorException(experiment.Pipeline.Source, "", $"there is no curve to plan with: {feasible.Reason}");
            }

            var (curve, method) = cell.Derive<CrossEntropyCurve>(context.Stop, null);
            return new PlanInput(subject.Title, experiment.Pipeline.Source, curve, method, (kind, steps) => sizes.Visits(kind, steps, cell.Shape, experiment.Services, context.Stop)) { Steps = subject.Steps };
        }, context.Stop));
        return Task.FromResult(PlanSession.Execute([.. inputs], options, arguments.GetValue(SharedOptions.Json), context.Screen, context.Stop));
    }

    private static double Error(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var error)
        ? error
        : throw new UserErrorException("command line", "", $"--error got '{text}'; expected a number of nats per sequence, such as 0.5");

    private static List<string> Words(string[]? values) =>
        [.. (values ?? []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    private static List<int> Numbers(string option, string[]? values)
    {
        var numbers = new List<int>();
        foreach (var word in Words(values))
        {
            var ends = word.Split("..");
            if (ends.Length > 2 || !TryNumber(ends[0], out var from) || !TryNumber(ends[^1], out var to) || to < from)
            {
                throw new UserErrorException("command line", "", $"{option} got '{word}'; expected numbers of steps such as 8, 4,8,16 or 1..64");
            }

            if (to - from >= MostSteps)
            {
                throw new UserErrorException("command line", "", $"{option} got '{word}', {to - from + 1L:N0} numbers of steps; at most {MostSteps:N0} are planned at once");
            }

            numbers.AddRange(Enumerable.Range(from, to - from + 1));
        }

        return numbers;
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;
}
