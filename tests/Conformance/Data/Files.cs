namespace Unmask.Tests.Conformance.Data;

/// <summary>Input files of the cases, written once to a temporary folder.</summary>
public static class Files
{
    public const string Words = "The quick brown fox -- it JUMPS over\n\n the lazy dog; \"zz\", said Ann.";

    private static readonly string Folder = Directory.CreateTempSubdirectory("unmask-conformance-").FullName;

    public static string Text { get; } = Write("text.txt", Words);

    public static string Counts { get; } = Write("counts.txt", "# three symbols\n1, 2, 1\n3\t2 0\n\n0 0 0\n");

    /// <summary>Counts of three neighbouring symbols, of a text of two symbols.</summary>
    public static string Grams { get; } = Write("grams.txt", "# three symbols and their count\n0 0 1 2\n0 1 0 3\n1,0,0,1\n1 0 1 1\n1 1 0 4\n");

    public static string Table { get; } = Write("table.txt", "0.1 0.2\n# the rest\n0.3,0.4\n");

    /// <summary>Points of an integrated rate.</summary>
    public static string Points { get; } = Write("noise.txt", "# t B\n0 0\n0.5 1\n0.75 1\n1 5\n");

    /// <summary>Rates of two symbols.</summary>
    public static string Rates { get; } = Write("rates.txt", "# from 0, from 1\n-1 1\n0.25 -0.25\n");

    /// <summary>Rates of three symbols: some jumps are impossible, and the stationary law is not uniform.</summary>
    public static string ThreeRates { get; } = Write("three-rates.txt", "0.7 0.3\n1.5 0\n0.2 0.4\n");

    /// <summary>Rates of three symbols that go round.</summary>
    public static string RoundRates { get; } = Write("round-rates.txt", "-1 1 0\n0 -1 1\n1 0 -1\n");

    /// <summary>Rates of three symbols, all of which end in the last.</summary>
    public static string AbsorbingRates { get; } = Write("absorbing-rates.txt", "-2 1 1\n0 -0.5 0.5\n0 0 0\n");

    /// <summary>Observables of any space of 4, 8, 9 or 256 sequences.</summary>
    public static string Observables { get; } = Write("observables.txt", string.Join(' ', Enumerable.Range(0, 9 * 256).Select(x => (x * 37 % 101) - 50)));

    public static string Write(string name, string content)
    {
        var path = Path.Combine(Folder, name).Replace('\\', '/');
        File.WriteAllText(path, content);
        return path;
    }
}
