using System.CommandLine;
using Unmask.Host.Comparing;
using Unmask.Host.Runs;

namespace Unmask.Host.Commands;

/// <summary><c>unmask compare RUN…</c>: runs, or the values of an axis of one run, side by side, with the errors of their differences.</summary>
internal sealed class CompareCommand : ProgramCommand
{
    private readonly Argument<string[]> _runs = new("RUN") { Description = "Run folders; of one run the values of an axis are compared.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string[]> _by = new("--by") { Description = "The axis whose values stand side by side, such as predictor; may be repeated.", HelpName = "AXIS", DefaultValueFactory = _ => [] };
    private readonly Option<string?> _reference = new("--reference") { Description = "Compare with this one, instead of the first.", HelpName = "NAME" };
    private readonly Option<string[]> _metric = new("--metric") { Description = "Compare these values only: a name such as kl.marginal, or a label for all of its values; may be repeated.", HelpName = "NAME", DefaultValueFactory = _ => [] };
    private readonly Option<bool> _lists = new("--lists") { Description = "Compare values of lists too, such as kl.step." };

    public CompareCommand()
        : base("compare", "Compare runs, or the values of an axis of one: differences with errors, paired where the same randomness went into both.", "unmask compare runs/predictors/20261126-101500 --by predictor:order --reference 3")
    {
        Arguments.Add(_runs);
        Options.Add(_by);
        Options.Add(_reference);
        Options.Add(_metric);
        Options.Add(_lists);
        Options.Add(SharedOptions.Json);
    }

    /// <inheritdoc/>
    public override Task<int> Execute(ParseResult arguments, CommandContext context)
    {
        var comparison = Comparison.Of(new CompareOptions(arguments.GetValue(_runs) ?? [], context.WorkingDirectory)
        {
            By = Words(arguments.GetValue(_by)),
            Reference = arguments.GetValue(_reference),
            Metrics = Words(arguments.GetValue(_metric)),
            Lists = arguments.GetValue(_lists),
        });
        if (arguments.GetValue(SharedOptions.Json))
        {
            foreach (var caution in comparison.Cautions)
            {
                context.Screen.Error.WriteLine(caution);
            }

            ComparisonLines.Write(context.Screen.Out, comparison);
        }
        else
        {
            ComparisonTable.Write(context.Screen.Table, comparison);
        }

        context.Screen.Out.Flush();
        return Task.FromResult(ExitCode.Done);
    }

    private static List<string> Words(string[]? values) =>
        [.. (values ?? []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
