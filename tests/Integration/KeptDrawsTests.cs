using System.Text.Json.Nodes;

namespace Unmask.Tests.Integration;

/// <summary>The sequences that a run keeps, read from its folder.</summary>
public sealed class KeptDrawsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-draws-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Text_is_kept_with_the_moves_by_which_it_came_about()
    {
        File.WriteAllText(Path.Combine(_folder, "text.txt"), string.Concat(Enumerable.Repeat("one two three four five six seven ", 40)));
        File.WriteAllText(Path.Combine(_folder, "p.json"), """
            { "data": { "kind": "text-chain", "length": 12, "files": "text.txt", "given": { "0": "on" } }, "predictor": "exact",
              "schedule": { "kind": "entropy", "steps": 4 }, "metrics": { "kl": {} } }
            """);
        var outcome = UnmaskProgram.RunIn(_folder, "run", "p.json", "--out", "out");
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        var cell = JsonNode.Parse(File.ReadAllText(Directory.GetFiles(Path.Combine(_folder, "out", "cells")).Single()))!;
        var draws = cell["draws"]!.AsArray();
        Assert.Equal(8, draws.Count);
        foreach (var draw in draws)
        {
            var text = draw!["text"]!.GetValue<string>();
            Assert.Matches("^on[a-z ]{10}$", text);
            var letters = new string[10];
            foreach (var move in draw["moves"]!.AsArray())
            {
                letters[move![1]!.GetValue<int>()] = draw["alphabet"]![move[2]!.ToJsonString()]!.GetValue<string>();
            }

            Assert.Equal(text, "on" + string.Concat(letters));
            Assert.Equal(10, draw["moves"]!.AsArray().Count);
            Assert.Equal([0, 1, 2, 3], draw["moves"]!.AsArray().Select(move => move![0]!.GetValue<int>()).Distinct());
        }
    }
}
