namespace Unmask.Testing;

/// <summary>Leaves out what a plugin refuses, as the host does before anything runs.</summary>
internal static class Valid
{
    /// <summary>What the plugin says is wrong with a shape; empty if nothing is.</summary>
    public static string Refusal(object plugin, Shape shape)
    {
        var problems = new Problems();
        (plugin as IValidates)?.Validate(shape, problems);
        return string.Join("; ", problems.All.Select(problem => problem.Option.Length == 0 ? problem.Message : $"{problem.Option}: {problem.Message}"));
    }

    /// <summary>Those of a list that are not refused; fails with the reasons if all are.</summary>
    public static List<T> Of<T>(IEnumerable<(T Value, string Refusal)> all)
    {
        var list = all.ToList();
        var kept = list.Where(one => one.Refusal.Length == 0).Select(one => one.Value).ToList();
        Assert.True(kept.Count > 0, $"the plugin refuses everything it is to be tried on: {string.Join("; ", list.Select(one => one.Refusal).Distinct())}");
        return kept;
    }
}
