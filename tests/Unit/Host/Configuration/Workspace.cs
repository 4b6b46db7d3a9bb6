using Unmask.Host.Configuration;

namespace Unmask.Tests.Unit.Host.Configuration;

/// <summary>A temporary folder with the files of a test, and the reading of a pipeline in it.</summary>
internal sealed class Workspace : IDisposable
{
    public const string Data = "\"data\": {\"kind\": \"potts\", \"length\": 8, \"states\": 2}";
    public const string Least = "\"schedule\": {\"kind\": \"balanced\", \"steps\": 2}, \"predictor\": \"exact\", \"metrics\": {\"kl\": {}}";

    public string Folder { get; } = Directory.CreateTempSubdirectory("unmask-configuration-").FullName;

    public static string Json(string more = "") => $"{{{Data}, {Least}{(more.Length > 0 ? ", " + more : "")}}}";

    public string Write(string name, string content)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    public Pipeline Read(string json, params string[] overrides) => Read(json, [], overrides);

    public Pipeline Read(string json, string[] sweeps, string[] overrides)
    {
        Write("pipeline.json", json);
        return Read(new PipelineRequest("pipeline.json", Folder) { Overrides = Pairs(overrides), Sweeps = Pairs(sweeps) });
    }

    public static Pipeline Read(PipelineRequest request) => new PipelineReader(new Installed()).Read(request);

    public string[] Errors(string json, params string[] overrides) => Errors(json, [], overrides);

    public string[] Errors(string json, string[] sweeps, string[] overrides) =>
        [.. Assert.Throws<UserErrorException>(() => Read(json, sweeps, overrides)).Errors.Select(error => error.ToString())];

    public static KeyValuePair<string, string>[] Pairs(string[] texts) =>
        [.. texts.Select(text => KeyValuePair.Create(text[..text.IndexOf('=')], text[(text.IndexOf('=') + 1)..]))];

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
