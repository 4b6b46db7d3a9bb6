namespace Unmask.Host.Configuration;

/// <summary>Guesses which known name a misspelt one was meant to be.</summary>
internal static class NearestName
{
    /// <summary>The known name at the smallest Levenshtein distance (the first of equals), or null if none is near.</summary>
    /// <param name="given">What was written.</param>
    /// <param name="known">The valid names.</param>
    /// <returns>A name no further than a third of the longer of the two, rounded up, case aside.</returns>
    public static string? Of(string given, IEnumerable<string> known) =>
        known.Select(name => (Name: name, Distance: Distance(given.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(guess => guess.Distance <= (Math.Max(given.Length, guess.Name.Length) + 2) / 3)
            .OrderBy(guess => guess.Distance).Select(guess => guess.Name).FirstOrDefault();

    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= to.Length; j++)
            {
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (from[i - 1] == to[j - 1] ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
