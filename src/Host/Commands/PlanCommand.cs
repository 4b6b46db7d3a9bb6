using System.CommandLine;
using System.Globalization;
using Unmask.Host.Composition;
using Unmask.Host.Configuration;
using Unmask.Host.Planning;

namespace Unmask.Host.Commands;

/// <summary><c>unmask plan FILE</c>: the best sizes for a data law and a predictor, from their curve (T 1.7).</summary>
internal sealed class PlanCommand : PipelineCommand
{
    private const int MostSteps = 10_000;
    private const int FewestSamples = 4;

    private readonly Option<string[]> _steps = new("--steps") { Description = "Give the optimal sizes for this many steps.", HelpName = "T,T,…", DefaultValueFactory = _ => [] };
    private readonly Option<string[]> _range = new("--range") { Description = "Give the errors for these numbers of steps.", HelpName = "FROM..TO or T,T,…", DefaultValueFactory = _ => [] };
    private readonly Option<string?> _error = new("--error") { Description = "Give the fewest steps whose error is at most this.", HelpName = "NATS" };
    private readonly Option<long?> _samples = new("--samples") { Description = $"Estimate the curve from this many data sequences, even where it is known; where it is not, {Cell.CurveSamples} are taken.", HelpName = "N" };
    private readonly Option<string[]> _schedules = new("--schedules") { Description = "Compare these schedules with the optimum (balanced,cosine).", HelpName = "KIND,…", DefaultValueFactory = _ => [] };

    public PlanCommand()
        : base("plan", "Plan the sizes of steps: the optimum for a number of steps, the fewest steps for an error, the regret of other schedules.",
            "unmask plan samples/potts-decay/pipeline.json --steps 8 --error 0.5")
    {
        Options.Add(_steps);
        Options.Add(_range);
        Options.Add(_error);
        Options.Add(_schedules);
        Options.Add(_samples);
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
        var samples = arguments.GetValue(_samples);
        if (samples < FewestSamples)
        {
            throw new UserErrorException("command line", "", $"--samples got {samples}; expected at least {FewestSamples}: sizes are chosen on one half of the sequences and judged on the other");
        }

        var sizes = new NamedSchedules(context.Catalogue, context.Types);
        sizes.Require(schedules);
        using var experiment = Compose(arguments, context);
        var inputs = PlanSession.Subjects(experiment.Pipeline).Select(subject => experiment.Ask(subject.Cell, cell =>
        {
            var curve = Curve(cell, samples, experiment.Pipeline.Source, context.Stop);
            return new PlanInput(subject.Title, experiment.Pipeline.Source, curve, (kind, steps) => sizes.Visits(kind, steps, cell, experiment.Services, context.Stop)) { Steps = subject.Steps };
        }, context.Stop));
        return Task.FromResult(PlanSession.Execute([.. inputs], options, arguments.GetValue(SharedOptions.Json), context.Screen, context.Stop));
    }

    /// <summary>The exact curve, or an estimate if there is none or one was asked for.</summary>
    private static IPlanCurve Curve(Cell cell, long? samples, string source, CancellationToken stop)
    {
        var exact = cell.Check<CrossEntropyCurve>(null);
        if (samples is null && exact.Possible)
        {
            var (curve, method) = cell.Derive<CrossEntropyCurve>(stop, null);
            return new ExactPlanCurve(curve, method);
        }

        var sampled = cell.WithSamples(samples ?? Cell.CurveSamples);
        if (sampled.Check<EstimatedCurve>(null).Reason is { } reason)
        {
            throw new UserErrorException(source, "", $"there is no curve to plan with: {(samples is null ? $"{exact.Reason?.TrimEnd('.')}; " : "")}{reason}");
        }

        var (estimate, by) = sampled.Derive<EstimatedCurve>(stop, null);
        return new EstimatedPlanCurve(estimate, by);
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
