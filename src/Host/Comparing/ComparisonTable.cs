using System.Globalization;
using Spectre.Console;
using Unmask.Host.Runs;

namespace Unmask.Host.Comparing;

/// <summary>A comparison for people: a row a value, for each comparand what it has, the difference to the reference, and what that comes to.</summary>
/// <remarks>Where the console is too narrow for all comparands beside each other, they stand below each other.</remarks>
internal static class ComparisonTable
{
    private const string Missing = "–";
    private const double Smallest = 1e-6;

    private static readonly Style Bold = new(decoration: Decoration.Bold);

    /// <summary>Writes the table with what has to be known of it above and below.</summary>
    public static void Write(IAnsiConsole console, Comparison comparison)
    {
        console.WriteLine(Heading(comparison), Bold);
        foreach (var axis in Constant(comparison))
        {
            console.WriteLine($"In every cell: {axis} = {Json.Plain(comparison.Rows[0].Axes[axis])}");
        }

        if (IsOfOne(comparison))
        {
            console.WriteLine($"In every row: {Title(comparison.Rows[0])}");
        }

        foreach (var caution in comparison.Cautions)
        {
            console.WriteLine($"Note: {caution}");
        }

        console.WriteLine();
        var beside = Beside(comparison);
        (Width(beside) <= console.Profile.Width ? beside : Below(comparison)).Write(console);
        foreach (var line in Legend(comparison))
        {
            console.WriteLine(line);
        }
    }

    private static TextTable Beside(Comparison comparison)
    {
        var (comparands, rows) = (comparison.Comparands, comparison.Rows);
        var table = Keyed(comparison, rows);
        table.Add($"{comparands.Reference.Name}\n(reference)", rows.Select(row => Value(row.Values[0])));
        foreach (var (k, comparand) in comparands.All.Index().Skip(1))
        {
            table.Add(comparand.Name, rows.Select(row => Value(row.Values[k])));
            table.Add($"{comparand.Name}\n− {comparands.Reference.Name}", rows.Select(row => Of(row.Compared[k])));
            table.Add($"{comparand.Name}\nis", rows.Select(row => Words(row.Compared[k], row.Better)));
        }

        return table;
    }

    private static TextTable Below(Comparison comparison)
    {
        var all = comparison.Comparands.All;
        var lines = comparison.Rows.SelectMany(row => all.Select((_, k) => (Row: row, K: k))).Where(line => line.Row.Values[line.K] is not null || line.K == 0).ToList();
        return Keyed(comparison, [.. lines.Select(line => line.Row)])
            .Key("", lines.Select(line => all[line.K].Name))
            .Add("value", lines.Select(line => Value(line.Row.Values[line.K])))
            .Add($"− {all[0].Name}", lines.Select(line => line.K == 0 ? Missing : Of(line.Row.Compared[line.K])))
            .Add("", lines.Select(line => line.K == 0 ? "(reference)" : Words(line.Row.Compared[line.K], line.Row.Better)));
    }

    private static TextTable Keyed(Comparison comparison, IReadOnlyList<ComparedRow> rows)
    {
        var table = new TextTable();
        foreach (var axis in comparison.Comparands.Across.Except(Constant(comparison)))
        {
            table.Key(axis.Replace(":", ":\n", StringComparison.Ordinal), rows.Select(row => Json.Plain(row.Axes[axis])));
        }

        return IsOfOne(comparison) ? table : table.Key("", rows.Select(Title));
    }

    /// <summary>Whether all rows are of one value, which is then said above them.</summary>
    private static bool IsOfOne(Comparison comparison) => comparison.Rows.Select(row => row.Title).Distinct().Count() == 1;

    private static string Title(ComparedRow row) => $"{row.Title}{row.Better switch { Better.Smaller => " ↓", Better.Larger => " ↑", _ => "" }}";

    /// <summary>How wide a table is where nothing limits it.</summary>
    private static int Width(TextTable table)
    {
        using var text = new StringWriter { NewLine = "\n" };
        table.Write(Screen.Plain(text));
        return text.ToString().Split('\n').Max(line => line.Length);
    }

    private static string Heading(Comparison comparison)
    {
        var (all, by) = (comparison.Comparands.All, comparison.Comparands.By);
        return by.Count == 0 ? $"{all.Count} runs side by side" : $"{(comparison.Comparands.Runs.Count == 1 ? comparison.Comparands.Reference.Run.Name : $"{comparison.Comparands.Runs.Count} runs")} by {string.Join(", ", by)}";
    }

    private static IEnumerable<string> Constant(Comparison comparison) => comparison.Comparands.Across
        .Where(axis => comparison.Rows.Select(row => Json.OnOneLine(row.Axes[axis])).Distinct().Count() == 1);

    private static string Value(Measured? value) => value is null ? Missing : value.Error is { } error ? Figures.Of(value.Value, error)
        : Figures.Of(value.Value, value.IsExact && value.Value == Math.Round(value.Value));

    private static string Of(Compared? compared) => compared is not { Difference: var difference } ? Missing
        : difference.IsZero ? "0"
        : Figures.Of(difference.Value, difference.Error) + Mark(difference.Pairing);

    private static string Mark(Pairing pairing) => pairing switch { Pairing.Samples => " [p]", Pairing.Seeds => " [s]", Pairing.Independent => " [i]", _ => "" };

    private static string Words(Compared? compared, Better better)
    {
        if (compared is null)
        {
            return Missing;
        }

        var word = compared.Verdict(better) switch
        {
            Verdict.Equal => compared.Difference.Pairing switch { Pairing.Samples => "the same in every sample", Pairing.Seeds => "the same for every seed", _ => "the same" },
            Verdict.Unseen => "not seen to differ",
            Verdict.Unknown => "not judged: no error",
            Verdict.Differs => "different",
            Verdict.Better => "better",
            _ => "worse",
        };
        return compared.Difference.IsZero || compared.Adjusted is not { } p ? word : $"{word}, {Size(compared.Statistic!.Value)}, {P(p)}";
    }

    private static string Size(double statistic) => double.IsInfinity(statistic) ? "∞ SE" : string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(statistic):F1} SE");

    private static string P(double p) => p < Smallest ? "p < 1e-6" : string.Create(CultureInfo.InvariantCulture, $"p = {(p < 1e-3 ? p.ToString("0.0e-0", CultureInfo.InvariantCulture) : p.ToString("0.000", CultureInfo.InvariantCulture))}");

    private static IEnumerable<string> Legend(Comparison comparison)
    {
        var all = comparison.Rows.SelectMany(row => row.Compared).OfType<Compared>().ToList();
        string Pairs(Pairing pairing, string text) => all.Exists(compared => compared.Difference.Pairing == pairing && !compared.Difference.IsZero) ? text : "";
        string[] lines =
        [
            comparison.Rows.Any(row => row.Better != Better.Neither) ? "↓ smaller is better, ↑ larger is better; of the others neither is." : "",
            Pairs(Pairing.Exact, "A difference without ± is exact."),
            Pairs(Pairing.Samples, $"[p] paired: the error of the difference is from groups of the same samples{(all.Exists(compared => compared.Difference is { Pairing: Pairing.Samples, Seeds: > 1 }) ? " of every seed" : "")}."),
            Pairs(Pairing.Seeds, "[s] paired over seeds: the error is that of the differences of equal seeds, s/√N."),
            Pairs(Pairing.Independent, "[i] errors added as if they were independent, an exact value having none; where the same randomness went into both, the true error is mostly smaller."),
            comparison.Tests == 0 ? "" : $"SE: the difference in standard errors. p: two-sided{(comparison.Tests > 1 ? $", corrected for {Figures.Count(comparison.Tests)} comparisons (Holm)" : "")}; a difference is told where p ≤ {Compared.Level.ToString(CultureInfo.InvariantCulture)}.",
            all.Exists(compared => compared.Verdict(Better.Neither) == Verdict.Unseen) ? "Not seen to differ is not shown to be equal: a difference may be hidden in its error." : "",
            comparison.Rows.Any(row => row.Values.OfType<Measured>().Any(value => value.Seeds.Count > 1 && !value.IsExact)) ? "Estimates of several seeds are means over them, with the standard error over them." : "",
        ];
        return lines.Where(line => line.Length > 0);
    }
}
