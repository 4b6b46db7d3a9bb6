using Spectre.Console;

namespace Unmask.Host.Runs;

/// <summary>Fitted lines for people: a small table a fit.</summary>
internal static class FitTable
{
    /// <summary>Writes the tables, each with an empty line after it.</summary>
    public static void Write(IAnsiConsole console, IReadOnlyList<FitResult> fits)
    {
        foreach (var group in fits.GroupBy(fit => (fit.Label, fit.Along)))
        {
            var lines = group.ToList();
            console.WriteLine(Title(lines[0]), new Style(decoration: Decoration.Bold));
            console.WriteLine();
            var table = new TextTable();
            var varying = lines[0].Fixed.Select(axis => axis.Key).Where(axis => lines.Select(line => At(line, axis)).Distinct().Count() > 1).ToList();
            foreach (var axis in varying)
            {
                table.Key(axis, lines.Select(line => At(line, axis)));
            }

            table
                .Add("slope", lines.Select(line => line.Line is { } fit ? Figures.Of(fit.Slope, fit.Error) : "–"))
                .Add("intercept", lines.Select(line => line.Line is { } fit ? Figures.Of(fit.Intercept) : "–"))
                .Add("R²", lines.Select(line => line.Line is { } fit ? fit.RSquared.ToString("0.00000", System.Globalization.CultureInfo.InvariantCulture) : "–"))
                .Add("points", lines.Select(line => $"{line.Points}"));
            if (lines.Any(line => line.LeftOut > 0))
            {
                table.Add("left out", lines.Select(line => $"{line.LeftOut}"));
            }

            table.Write(console);
            var remarks = Remarks(lines).ToList();
            remarks.ForEach(console.WriteLine);
            if (remarks.Count > 0)
            {
                console.WriteLine();
            }
        }
    }

    private static string Title(FitResult fit) => fit.Logarithmic
        ? $"{fit.Label}: ln {fit.Of} = slope · ln({fit.Against}) + intercept{Along(fit)}"
        : $"{fit.Label}: {fit.Of} = slope · {fit.Against} + intercept{Along(fit)}";

    private static string Along(FitResult fit) => fit.Along.Length == 0 || fit.Along == fit.Against ? "" : $", along {fit.Along}";

    private static string At(FitResult fit, string axis) => Json.Plain(fit.Fixed.First(each => each.Key == axis).Value);

    private static IEnumerable<string> Remarks(List<FitResult> lines)
    {
        if (lines.Any(line => line.Line is null))
        {
            yield return "–: no line, since fewer than two different points are left.";
        }

        if (lines.Any(line => line.LeftOut > 0))
        {
            yield return $"Left out: cells without the value, or where it is not finite{(lines[0].Logarithmic ? " or not positive (no logarithm)" : "")}.";
        }
    }
}
