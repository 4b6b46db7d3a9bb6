using System.Globalization;

namespace Unmask.Tests.Integration;

/// <summary>A plugin dropped into <c>plugins</c> of a folder, with a pipeline that uses it. Its error tells which version ran.</summary>
internal static class Dropped
{
    /// <summary>The name of its assembly.</summary>
    public const string Name = "Fixture.Steps";

    /// <summary>Its private library.</summary>
    public const string Library = "Fixture.Library.dll";

    private static readonly Lazy<IReadOnlyDictionary<int, string>> _errors = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("unmask-errors-").FullName;
        File.WriteAllText(Path.Combine(folder, "p.json"), Pipeline.Replace("\"in-steps\"", "{ \"kind\": \"balanced\", \"steps\": 12 }", StringComparison.Ordinal));
        var run = JsonRun.Of(folder, ["p.json", "--sweep", "schedule:steps=3,6,12"]);
        Directory.Delete(folder, recursive: true);
        return new[] { 1, 2, 4 }.ToDictionary(size => size, size => Text(run.Value("kl", ("schedule:steps", 12 / size))));
    });

    /// <summary>A pipeline that uses it.</summary>
    public const string Pipeline = """
        { "name": "dropped", "data": { "kind": "potts", "length": 12, "states": 3, "coupling": 1.0 }, "predictor": "exact",
          "schedule": "in-steps", "metrics": { "kl": {} } }
        """;

    /// <summary>The error when so many positions are revealed a step, as <c>run --json</c> writes it.</summary>
    public static string Error(int size) => _errors.Value[size];

    /// <summary>The published files of the version that reveals <c>once</c> or <c>twice</c> what its library says.</summary>
    public static string Published(string version) => Path.Combine(AppContext.BaseDirectory, "fixtures", version, Name);

    /// <summary>A newer version of its library, which says 2 instead of 1.</summary>
    public static string NewLibrary => Path.Combine(AppContext.BaseDirectory, "fixtures", "Fixture.UsesNewLibrary", Library);

    /// <summary>Drops it in.</summary>
    /// <returns>Its folder.</returns>
    public static string Into(string folder, string version = "once", bool bare = false)
    {
        var to = Directory.CreateDirectory(bare ? Path.Combine(folder, "plugins") : Path.Combine(folder, "plugins", Name)).FullName;
        foreach (var file in Directory.GetFiles(Published(version)))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }

        File.WriteAllText(Path.Combine(folder, "p.json"), Pipeline);
        return to;
    }

    /// <summary>The error of a run.</summary>
    public static string Of(JsonRun run) => Text(run.Value("kl"));

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
