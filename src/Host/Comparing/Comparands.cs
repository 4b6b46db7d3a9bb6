using System.Text.Json;
using System.Text.Json.Nodes;
using Unmask.Host.Configuration;
using Unmask.Host.Runs;

namespace Unmask.Host.Comparing;

/// <summary>Chooses what is compared with what.</summary>
/// <param name="All">The comparands, the reference first.</param>
/// <param name="By">The axes that are compared; empty where whole runs are.</param>
/// <param name="Across">The other axes, the seed aside, on which cells have to agree.</param>
internal sealed record Comparands(IReadOnlyList<Comparand> All, IReadOnlyList<string> By, IReadOnlyList<string> Across)
{
    /// <summary>The comparand that the others are compared with.</summary>
    public Comparand Reference => All[0];

    /// <summary>The runs, each once.</summary>
    public IReadOnlyList<StoredRun> Runs => [.. All.Select(each => each.Run).Distinct()];

    /// <summary>Chooses them.</summary>
    /// <exception cref="UserErrorException">An axis or the reference does not exist, or there is nothing to compare.</exception>
    public static Comparands Of(CompareOptions options)
    {
        var runs = options.Runs.Select(folder => StoredRun.Open(folder, options.Directory)).DistinctBy(run => run.Path).ToList();
        var by = options.By.Count > 0 ? [.. options.By.Select(name => Axis(name, runs))] : runs.Count > 1 ? [] : Only(runs[0], options.Runs[0]);
        var names = Names(runs);
        var all = runs.SelectMany((run, r) => At(run, by).Select(at => new Comparand(Name(runs.Count > 1 ? names[r] : null, at), run, at))).ToList();
        if (all.Count < 2)
        {
            throw Wrong(by.Count == 0 ? "got one run; expected two or more, or an axis of one: --by AXIS" : $"'{string.Join(", ", by)}' has one value in this run; there is nothing to compare it with");
        }

        if (options.Reference is { } named)
        {
            var reference = all.Find(each => each.Name == named) ?? all.Find(each => each.At.Count == 1 && Json.Plain(each.At.Values.First()) == named)
                ?? throw Wrong($"--reference got '{named}', which is not compared here{OptionText.DidYouMean(named, all.Select(each => each.Name))} (compared: {OptionText.Words([.. all.Select(each => each.Name)])})");
            all = [reference, .. all.Where(each => each != reference)];
        }

        return new Comparands(all, by, Common(runs, names, by));
    }

    /// <summary>Axes that have more than one value, the seed aside.</summary>
    private static IEnumerable<string> Moving(StoredRun run) => run.Axes.Where(axis => axis != Sections.Seed && Values(run, axis).Count > 1);

    private static List<JsonNode> Values(StoredRun run, string axis) => [.. run.Cells.Select(cell => cell.Axes[axis]).DistinctBy(Json.OnOneLine)];

    private static string Axis(string name, List<StoredRun> runs)
    {
        var known = runs.SelectMany(run => run.Axes).Distinct().ToList();
        return known.Find(axis => axis == name || axis == KeyPath.Normalise(name))
            ?? throw Wrong(known.Count == 0 ? $"--by got '{name}', but there is no sweep, so there is no axis" : $"--by got '{name}', which is no axis{OptionText.DidYouMean(name, known)} (axes: {OptionText.Words(known)})");
    }

    private static IReadOnlyList<string> Only(StoredRun run, string folder) => Moving(run).ToList() switch
    {
        [] => throw Wrong($"{folder} has no axis whose values could be compared; name a second run, or sweep something"),
        [var one] => [one],
        var several => throw Wrong($"{folder} has several axes; say which of them to compare: --by {several[0]} (axes: {OptionText.Words(several)})"),
    };

    private static IEnumerable<IReadOnlyDictionary<string, JsonNode>> At(StoredRun run, IReadOnlyList<string> by)
    {
        var own = by.Where(run.Axes.Contains).ToList();
        return run.Cells.Select(cell => new OrderedDictionary<string, JsonNode>(own.Select(axis => KeyValuePair.Create(axis, cell.Axes[axis]))))
            .DistinctBy(at => string.Join('\n', at.Values.Select(Json.OnOneLine)));
    }

    private static string Name(string? run, IReadOnlyDictionary<string, JsonNode> at)
    {
        var place = string.Join(", ", at.Select(axis => axis.Value.GetValueKind() == JsonValueKind.String && at.Count == 1 ? Json.Plain(axis.Value) : $"{axis.Key.Split(Sections.Separator)[^1]}={Json.Plain(axis.Value)}"));
        return run is null ? place : place.Length == 0 ? run : $"{run} {place}";
    }

    /// <summary>The shortest that tells the runs apart: their names, or their folders, whole if need be.</summary>
    private static IReadOnlyList<string> Names(List<StoredRun> runs)
    {
        IReadOnlyList<string>[] ways = [[.. runs.Select(run => run.Name)], [.. runs.Select(run => Path.GetFileName(run.Path))], [.. runs.Select(run => run.Path)]];
        return ways.First(way => way.Distinct().Count() == runs.Count);
    }

    /// <summary>The axes that every run has and that are not compared; one that only some have may have one value in them.</summary>
    private static IReadOnlyList<string> Common(List<StoredRun> runs, IReadOnlyList<string> names, IReadOnlyList<string> by)
    {
        foreach (var (run, name) in runs.Zip(names))
        {
            if (Moving(run).Except(by).FirstOrDefault(axis => !runs.TrueForAll(other => other.Axes.Contains(axis))) is { } alone)
            {
                throw Wrong($"'{name}' has the axis '{alone}', which not every run has: which of its cells is meant? Compare its values too with --by {alone}, or run it with one of them");
            }
        }

        return [.. runs[0].Axes.Where(axis => axis != Sections.Seed && !by.Contains(axis) && runs.TrueForAll(run => run.Axes.Contains(axis)) && !Pinned(runs, axis))];
    }

    /// <summary>An axis with one value in each run, and not the same: then it is what the runs differ in, and no place on which they have to agree.</summary>
    internal static bool Pinned(IReadOnlyList<StoredRun> runs, string axis) =>
        runs.All(run => run.Axes.Contains(axis) && Values(run, axis).Count == 1) && runs.Select(run => Json.OnOneLine(Values(run, axis)[0])).Distinct().Count() > 1;

    private static UserErrorException Wrong(string message) => new("command line", "", message);
}
