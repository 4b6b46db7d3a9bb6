using System.Text.Json.Nodes;
using Unmask.Host.Configuration;
using Unmask.Host.Runs;

namespace Unmask.Host.Comparing;

/// <summary>What a reader of a comparison has to know beside its numbers: what else differs, and what is missing.</summary>
internal static class Caution
{
    /// <summary>Sections that change no value, or that have a caution of their own.</summary>
    private static readonly string[] _aside = [Sections.Name, Sections.Seed, Sections.Seeds, Sections.Fits, "launcher"];

    /// <summary>The cautions, a line each; of several lines where details follow.</summary>
    public static IEnumerable<string> Of(Comparands comparands, IReadOnlyList<ComparedRow> rows) =>
    [
        .. comparands.Runs.SelectMany(run => Missing(Title(comparands, run), run)),
        .. comparands.Runs.Skip(1).SelectMany(run => Runs(comparands, run)),
        .. comparands.All.Skip(1).SelectMany((_, k) => Values(comparands, rows, k + 1)),
    ];

    private static string Title(Comparands comparands, StoredRun run) => comparands.Runs.Count > 1 ? comparands.All.First(each => each.Run == run).Name : run.Name;

    private static IEnumerable<string> Missing(string title, StoredRun run)
    {
        var results = run.Cells.Select(cell => run.Read(cell)).Select(result => (Missing: result is null, Failed: result?.Failure is not null)).ToList();
        if (results.Count(result => result.Missing) is > 0 and var missing)
        {
            yield return $"'{title}' is not finished: {Figures.Count(missing)} of {Figures.Count(results.Count)} cells are missing.";
        }

        if (results.Count(result => result.Failed) is > 0 and var failed)
        {
            yield return $"In '{title}' {Figures.Count(failed)} of {Figures.Count(results.Count)} cells failed.";
        }
    }

    /// <summary>What differs between the run of the reference and another beside what is compared.</summary>
    private static IEnumerable<string> Runs(Comparands comparands, StoredRun run)
    {
        var first = comparands.Reference.Run;
        var (one, other) = (Title(comparands, first), Title(comparands, run));
        var differences = Differences.Between(first.Pipeline, run.Pipeline, "", $"in '{one}'", $"in '{other}'")
            .Select(line => (Section: Section(line[..line.IndexOf(": ", StringComparison.Ordinal)], first, run), Line: line))
            .Concat(first.Axes.Where(axis => Comparands.Pinned([first, run], axis)).Select(axis => (
                Section: (string?)axis.Split(Sections.Separator)[0],
                Line: $"{axis}: {Json.Plain(first.Cells[0].Axes[axis])} in '{one}', {Json.Plain(run.Cells[0].Axes[axis])} in '{other}'")))
            .Where(each => each.Section is not null && !_aside.Contains(each.Section)).ToList();
        var compared = comparands.By.Select(axis => axis.Split(Sections.Separator)[0]).ToHashSet();
        var beside = differences.Where(each => !compared.Contains(each.Section!)).ToList();
        if (comparands.By.Count > 0 ? beside.Count > 0 : beside.Select(each => each.Section).Distinct().Count() > 1)
        {
            yield return string.Join(
                "\n  ", beside.Select(each => each.Line).Prepend($"'{one}' and '{other}' differ in more than {(comparands.By.Count > 0 ? "what is compared" : "one section")}, so any of this may be the reason of a difference:"));
        }

        var plugins = Differences.Between(Differences.Hashes(first.Plugins), Differences.Hashes(run.Plugins)).Select(line => line.Split('/', ':')[1])
            .Where(name => Has(first, name) && Has(run, name)).Distinct().ToList();
        if (plugins.Count > 0)
        {
            yield return $"'{one}' and '{other}' used different files of the same plugins: {string.Join(", ", plugins)}.";
        }
        else if (differences.Count == 0 && comparands.By.Count == 0 && OtherContents(first, run))
        {
            yield return $"'{one}' and '{other}' have the same configuration and plugins, but an input file had other contents.";
        }
    }

    private static bool Has(StoredRun run, string plugin) => run.Plugins.Any(each => each?["assembly"]?.GetValue<string>() == plugin);

    /// <summary>The section that a difference is about; null if it has no effect on cells that are compared.</summary>
    private static string? Section(string path, StoredRun one, StoredRun other)
    {
        var parts = path.Split('/');
        if (parts[1] == Sections.Sweep)
        {
            // Values that only one sweep has are cells that only one run has; a variant of both that is not the same matters.
            return parts.Length > 4 && Variant(one, parts) && Variant(other, parts) ? parts[2].Split(Sections.Separator)[0] : null;
        }

        return one.Axes.Intersect(other.Axes).Any(axis => $"{path}/".StartsWith($"/{axis.Replace(Sections.Separator, '/')}/", StringComparison.Ordinal)) ? null : parts[1];

        static bool Variant(StoredRun run, string[] parts) => (run.Pipeline[parts[1]] as JsonObject)?[parts[2]] is JsonObject variants && variants.ContainsKey(parts[3]);
    }

    private static bool OtherContents(StoredRun one, StoredRun other)
    {
        var ids = one.Cells.ToLookup(cell => string.Join('\n', cell.Axes.Values.Select(Json.OnOneLine)), cell => cell.Id);
        return JsonNode.DeepEquals(one.Pipeline[Sections.Seed], other.Pipeline[Sections.Seed])
            && other.Cells.Any(cell => ids[string.Join('\n', cell.Axes.Values.Select(Json.OnOneLine))] is var same && same.Any() && !same.Contains(cell.Id));
    }

    /// <summary>Values of a comparand that have no counterpart, or one of other seeds, samples or methods.</summary>
    private static IEnumerable<string> Values(Comparands comparands, IReadOnlyList<ComparedRow> rows, int k)
    {
        var (one, other) = (comparands.Reference.Name, comparands.All[k].Name);
        if (rows.Where(row => row.Values[0] is null && row.Values[k] is not null).Select(row => row.Title).ToList() is { Count: > 0 } alone)
        {
            yield return $"'{one}' has no counterpart for {Counted(alone.Count)} of '{other}': {Few(alone)}.";
        }

        var both = rows.Where(row => row.Compared[k] is not null).Select(row => (row.Title, A: row.Values[0]!, B: row.Values[k]!)).ToList();
        if (!comparands.By.Contains(Sections.Seed) && both.Where(pair => !pair.A.IsExact && !pair.B.IsExact && !pair.A.Seeds.Select(seed => seed.Key).ToHashSet().SetEquals(pair.B.Seeds.Select(seed => seed.Key))).ToList() is { Count: > 0 } seeds)
        {
            var (a, b) = (Seeds(seeds[0].A), Seeds(seeds[0].B));
            yield return $"'{one}' has {a}, '{other}' {b}: only randomness of the same seed is shared, so {Few([.. seeds.Select(pair => pair.Title)])} cannot be paired, or in part only.";
        }

        foreach (var samples in both.Where(pair => Samples(pair.A) is not null && Samples(pair.B) is not null && Samples(pair.A) != Samples(pair.B)).GroupBy(pair => (A: Samples(pair.A), B: Samples(pair.B))))
        {
            yield return $"{Few([.. samples.Select(pair => pair.Title)])}: of {Figures.Count(samples.Key.A!.Value)} samples in '{one}', of {Figures.Count(samples.Key.B!.Value)} in '{other}', so not paired by samples.";
        }

        foreach (var methods in both.Where(pair => pair.A.IsExact != pair.B.IsExact).GroupBy(pair => (A: Method(pair.A), B: Method(pair.B))))
        {
            yield return $"{Few([.. methods.Select(pair => pair.Title)])}: {methods.Key.A} in '{one}', {methods.Key.B} in '{other}'.";
        }
    }

    private static string Seeds(Measured value) => value.Seeds.Count == 1 ? $"the seed {value.Seeds[0].Key}" : $"{value.Seeds.Count} seeds from {value.Seeds[0].Key} on";

    private static long? Samples(Measured value) => value.Seeds[0].Value.Samples;

    private static string Method(Measured value) => value.IsExact ? $"exact ({value.Seeds[0].Value.Method})" : $"estimated ({value.Seeds[0].Value.Method})";

    private static string Counted(int count) => count == 1 ? "a value" : $"{Figures.Count(count)} values";

    private static string Few(List<string> titles)
    {
        var names = titles.Distinct().ToList();
        return names.Count <= 4 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(3))} and {names.Count - 3} more";
    }
}
