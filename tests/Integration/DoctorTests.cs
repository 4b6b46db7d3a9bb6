using System.Text.Json.Nodes;

namespace Unmask.Tests.Integration;

public sealed class DoctorTests : IDisposable
{
    private readonly PluginZoo _zoo = new();

    public void Dispose() => _zoo.Dispose();

    [Fact]
    public void Nothing_is_wrong_with_the_built_in_plugins()
    {
        var outcome = _zoo.RunBare("doctor", "--strict", "--json", "--timeout", "120");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        var document = JsonNode.Parse(outcome.Out)!;
        Assert.Equal(0, document["wrong"]!.GetValue<int>());
        Assert.NotEmpty(document["files"]!.AsArray());
        Assert.All(document["files"]!.AsArray(), file =>
        {
            Assert.Equal("fine", file!["state"]!.GetValue<string>());
            Assert.NotEmpty(file["plugins"]!.AsArray());
        });
        Assert.Contains("Nothing is wrong", _zoo.RunBare("doctor", "--timeout", "120").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_wrong_or_worth_knowing_is_said_of_the_file_it_is_about()
    {
        _zoo.Add("Sound", "Duplicate", "NoManifest", "UsesMiddle", "UsesOtherContracts", "NewerFramework", "Throws");
        _zoo.AddWithContracts();
        _zoo.AddWithNative();
        _zoo.AddWithoutLibrary();
        File.Delete(_zoo["Fixture.UsesMiddle", "Fixture.Library.dll"]);
        _zoo.Add("ThrowsAtLoad");
        Directory.Move(_zoo["Fixture.ThrowsAtLoad"], _zoo["Renamed"]);
        File.Copy(_zoo["Fixture.NoManifest", "Fixture.NoManifest.dll"], _zoo["Copy.dll"]);
        File.Copy(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System.Text.Json.dll"), _zoo["Fixture.ShipsContracts", "System.Text.Json.dll"]);
        _zoo.Add("ExitsAtLoad");
        File.Copy(_zoo["Renamed", "Fixture.ThrowsAtLoad.dll"], _zoo["Fixture.ExitsAtLoad", "Second.dll"]);

        var document = Doctor();
        Said("Fixture.Duplicate.dll", "wrong", "duplicate", $"schedule 'one-at-a-time' is in {_zoo["Fixture.Sound", "Fixture.Sound.dll"]} too");
        Said("Fixture.Sound.dll", "wrong", "duplicate", $"schedule 'one-at-a-time' is in {_zoo["Fixture.Duplicate", "Fixture.Duplicate.dll"]} too");
        Said("Copy.dll", "note", "manifest", "Copy.deps.json is missing");
        Said("Fixture.NoManifest.dll", "note", "manifest", "Fixture.NoManifest.deps.json is missing");
        Said("Fixture.NoManifest.dll", "note", "counted-once", $"has the same content as {_zoo["Copy.dll"]}, which is used in its place");
        Said("Fixture.ShipsContracts.dll", "note", "framework-copy", "its own System.Text.Json (10.0.0.0) takes the place of .NET's (10.0.0.0)");
        Said("Fixture.ShipsContracts.dll", "note", "shared-copy", "a copy of Unmask.Abstractions (0.1.0.0) lies beside it and is ignored: the host's own (0.1.0.0) is used");
        Said("Fixture.UsesMiddle.dll", "wrong", "missing", "Fixture.Middle.dll needs Fixture.Library 1.0.0.0, which is neither beside it nor part of .NET");
        Said("Fixture.UsesOldLibrary.dll", "wrong", "refused", "missing Fixture.Library 1.0.0.0");
        Said("Fixture.UsesOtherContracts.dll", "wrong", "refused", "built for version 9.0.0.0 of Unmask.Abstractions");
        Said("Fixture.NewerFramework.dll", "wrong", "refused", "targets .NET 11.0");
        Said("Fixture.Throws.dll", "wrong", "check", "class Fixture.Throws.InConstructor: its constructor throws FileNotFoundException: weights.bin is not there");
        Said("Fixture.ExitsAtLoad.dll", "wrong", "check", "ended the process with exit code 3 while being loaded");
        Said("Fixture.ExitsAtLoad.dll", "wrong", "never-scanned", "Second.dll beside it holds plugins too");
        Said("Renamed", "wrong", "never-scanned", "Fixture.ThrowsAtLoad.dll is never looked at: a plugin's DLL has the name of its folder, Renamed.dll; rename the folder to Fixture.ThrowsAtLoad");
        Assert.Equal("fine", Of("Fixture.LoadsNative.dll")["state"]!.GetValue<string>());
        var native = Assert.Single(Of("Fixture.LoadsNative.dll")["natives"]!.AsArray())!;
        Assert.Equal((_zoo["Fixture.LoadsNative", "libfixture.so"], "with the plugin"), (native["path"]!.GetValue<string>(), native["from"]!.GetValue<string>()));
        Assert.Equal(9, document["wrong"]!.GetValue<int>());

        var text = _zoo.RunBare("doctor", _zoo.Folder).Out;
        Assert.All(document["files"]!.AsArray(), file => Assert.All(file!["findings"]!.AsArray(), finding => Assert.Single(text.Split('\n'), line =>
            line.Contains($" {file["path"]} ", StringComparison.Ordinal) && line.Contains($" {finding!["severity"]} ", StringComparison.Ordinal) && line.Contains($"{finding["text"]}", StringComparison.Ordinal))));
        Assert.Contains("libfixture.so   with the plugin", text, StringComparison.Ordinal);
        Assert.Contains("Something is wrong with 9 of 13", text, StringComparison.Ordinal);

        JsonNode Of(string name) => Assert.Single(document["files"]!.AsArray(), file => Path.GetFileName(file!["path"]!.GetValue<string>()) == name)!;

        void Said(string file, string severity, string topic, string beginning) => Assert.Contains(Of(file)["findings"]!.AsArray(), finding =>
            (finding!["severity"]!.GetValue<string>(), finding["topic"]!.GetValue<string>()) == (severity, topic) && finding["text"]!.GetValue<string>().StartsWith(beginning, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_manifest_what_lies_below_runtimes_is_lost()
    {
        _zoo.Add("NoManifest");
        Directory.CreateDirectory(_zoo["Fixture.NoManifest", "runtimes"]);
        var finding = Assert.Single(Assert.Single(Doctor()["files"]!.AsArray())!["findings"]!.AsArray())!;
        Assert.Equal(("wrong", "manifest"), (finding["severity"]!.GetValue<string>(), finding["topic"]!.GetValue<string>()));
    }

    [Fact]
    public void Two_plugins_with_native_libraries_of_one_name_are_told_of_each_other()
    {
        _zoo.AddWithNative();
        Directory.CreateDirectory(_zoo["Other"]);
        File.WriteAllBytes(_zoo["Other", "Other.dll"], [.. File.ReadAllBytes(_zoo["Fixture.LoadsNative", "Fixture.LoadsNative.dll"]), 0]);
        File.Copy(_zoo["Fixture.LoadsNative", "libfixture.so"], _zoo["Other", "libfixture.so"]);
        Assert.All(Doctor()["files"]!.AsArray(), file => Assert.Single(file!["findings"]!.AsArray(), finding => finding!["topic"]!.GetValue<string>() == "native-twice"));
    }

    [Fact]
    public void What_is_wrong_is_a_result_and_with_strict_an_exit_code()
    {
        _zoo.Add("ExitsAtLoad");
        Assert.Equal(0, _zoo.RunBare("doctor", _zoo.Folder).ExitCode);
        var strict = _zoo.RunBare("doctor", _zoo.Folder, "--strict");
        Assert.Equal((1, ""), (strict.ExitCode, strict.Error));
        Assert.Contains("--strict", _zoo.RunBare("doctor", "--help").Out, StringComparison.Ordinal);
        Assert.Contains("exit code is 0", _zoo.RunBare("doctor", "--help").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_an_error()
    {
        var outcome = _zoo.RunBare("doctor", "nowhere");
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Out));
        Assert.Contains("'nowhere' is no folder", outcome.Error, StringComparison.Ordinal);
    }

    private JsonNode Doctor()
    {
        var outcome = _zoo.RunBare("doctor", _zoo.Folder, "--json");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        return JsonNode.Parse(outcome.Out)!;
    }
}
