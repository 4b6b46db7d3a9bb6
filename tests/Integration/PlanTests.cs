using System.Text.Json.Nodes;

namespace Unmask.Tests.Integration;

/// <summary>Plans as a user makes them: on the exact curve, and on an estimate that agrees with it.</summary>
public sealed class PlanTests : IDisposable
{
    private const string Chain = """
        { "name": "p", "data": { "kind": "potts", "length": 24, "states": 3, "coupling": 1.0 }, "predictor": { "kind": "tempered", "temperature": 1.5 },
          "schedule": { "kind": "balanced", "steps": 6 } }
        """;

    private static readonly string[] _schedules = ["--schedules", "balanced,equal-information,random-sizes,optimal"];

    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-plans-").FullName;

    public PlanTests() => File.WriteAllText(Path.Combine(_folder, "p.json"), Chain);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_estimated_plan_is_near_the_exact_one_and_says_how_near()
    {
        var (exact, estimated) = (Plan(), Plan("--samples", "400"));
        Assert.Equal(("curve", "samples", 400, 63), (exact["curve"]!.GetValue<string>(), estimated["curve"]!.GetValue<string>(), estimated["samples"]!.GetValue<int>(), estimated["degreesOfFreedom"]!.GetValue<int>()));
        foreach (var (one, other) in exact["range"]!.AsArray().Zip(estimated["range"]!.AsArray()))
        {
            foreach (var (name, error) in other!["standardErrors"]!["schedules"]!.AsObject())
            {
                Near(one!["schedules"]![name]!.GetValue<double>(), other["schedules"]![name]!.GetValue<double>(), error!.GetValue<double>());
            }
        }

        foreach (var (one, other) in exact["regret"]!.AsArray().Zip(estimated["regret"]!.AsArray()))
        {
            var (truth, errors) = (one!["regret"]!.GetValue<double>(), other!["standardErrors"]!);
            Assert.True(other["regret"]!.GetValue<double>() - (4 * errors["regret"]!.GetValue<double>()) <= truth + 1e-9);
            Assert.True(other["seen"]!.GetValue<double>() + (4 * errors["seen"]!.GetValue<double>()) >= truth - 1e-9);
        }

        static void Near(double truth, double estimate, double error) => Assert.True(Math.Abs(truth - estimate) <= (4 * error) + 1e-9, $"{estimate} ± {error}, exactly {truth}");
    }

    [Fact]
    public void An_estimated_plan_does_not_depend_on_the_number_of_processors()
    {
        string Text(string processors) => UnmaskProgram.Start(
            "dotnet", _folder, [Path.Combine(UnmaskProgram.Published, "unmask.dll"), "plan", "p.json", "--samples", "100", "--json"], new Dictionary<string, string?> { ["DOTNET_PROCESSOR_COUNT"] = processors }).Out;
        var one = Text("1");
        Assert.NotEmpty(one);
        Assert.Equal(one, Text("8"));
    }

    private JsonNode Plan(params string[] options)
    {
        var outcome = UnmaskProgram.RunIn(_folder, ["plan", "p.json", "--json", "--range", "3,6,12", .. _schedules, .. options]);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        return JsonNode.Parse(outcome.Out)!["plans"]![0]!;
    }
}
