namespace Unmask.Tests.Integration;

/// <summary>Services that a plugin assembly registers.</summary>
public sealed class ServiceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-services-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void One_service_serves_every_metric_and_cell_of_a_run_and_is_disposed_with_it()
    {
        var run = Run("""{ "a": { "kind": "ledger" }, "b": { "kind": "ledger", "weight": 10 } }, "sweep": { "data:length": [2, 3] }""");
        Assert.True(run.Outcome.ExitCode == 0, run.Outcome.Error);
        Assert.Equal(
            [6, 60, 9, 90],
            [run.Value("a", ("data:length", 2)), run.Value("b", ("data:length", 2)), run.Value("a", ("data:length", 3)), run.Value("b", ("data:length", 3))]);
        Assert.Equal("the ledger is closed", run.Outcome.Error.Trim());
    }

    [Fact]
    public void A_service_that_cannot_be_disposed_is_told_after_the_results()
    {
        var run = Run("""{ "ledger": {} }""", new Dictionary<string, string?> { ["FIXTURE_LEDGER"] = "stuck" });
        Assert.Equal((1, 6), (run.Outcome.ExitCode, run.Value("ledger")));
        Assert.Contains("Fixture.Services.dll could not be disposed: the ledger is stuck", run.Outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("needs-missing", "Fixture.Services.dll", "needs 'missing' of type Fixture.IMissing, which Fixture.LedgerRegistration does not register")]
    [InlineData("needs-broken", "Fixture.Services.dll", "needs 'broken' of type Fixture.Broken, which could not be made: no ink")]
    [InlineData("broken-services", "Fixture.BrokenServices.dll", "needs services, which Fixture.BrokenRegistration could not register: the register is full")]
    public void What_cannot_be_had_is_an_error_before_anything_runs(string metric, string file, string reason)
    {
        var run = Run($$"""{ "ledger": {}, "{{metric}}": {} }""").Outcome;
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Matches($@"/metrics/{metric}: the plugin '{metric}' \(.*{file}\) {reason}", run.Error);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "runs")));
    }

    [Fact]
    public void A_plugin_that_asks_for_no_service_does_not_mind_a_broken_registration() =>
        Assert.Equal(1, Run("""{ "without-services": {} }""").Value("without-services.works"));

    [Fact]
    public void A_registration_that_cannot_be_used_and_a_parameter_that_is_no_service_are_refused_in_the_list()
    {
        var listed = UnmaskProgram.RunIn(_folder, "list", "--json", "--plugins", Plugins.Folder("services"));
        Assert.Equal(0, listed.ExitCode);
        Assert.All(
            [
                "class Fixture.HiddenRegistration registers services; expected is a public class with a public constructor without parameters",
                "class Fixture.HiddenServices: its constructor takes 'service' of type System.Uri",
                "class Fixture.NeedsNumber: its constructor takes 'number' of type System.Int32",
            ],
            reason => Assert.Contains(reason.Replace("'", "\\u0027", StringComparison.Ordinal), listed.Out.Replace("'", "\\u0027", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    private JsonRun Run(string rest, IReadOnlyDictionary<string, string?>? environment = null)
    {
        File.WriteAllText(Path.Combine(_folder, "p.json"), $$"""{ "data": { "kind": "potts", "length": 2, "states": 2, "coupling": 1 }, "metrics": {{rest}} }""");
        return JsonRun.Any(_folder, ["p.json", "--plugins", Plugins.Folder("services")], environment);
    }
}
