using Unmask.Host.Plugins.Checking;
using Unmask.Tests.Unit.Host.Runs;

namespace Unmask.Tests.Unit.Host.Plugins.Checking;

public sealed class CheckCacheTests : IDisposable
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(10);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_outcome_is_found_as_it_was_kept()
    {
        var check = new AssemblyCheck(null, [new ClassCheck("A", "because", null), new ClassCheck("B", null, "needs more")], ["/lib"], null);
        var cache = new CheckCache(_folder.Path);
        Assert.Null(cache.Find("key", _limit));
        cache.Keep("key", check);
        var found = cache.Find("key", TimeSpan.FromDays(1))!;
        Assert.Equal((check.Refusal, check.GaveUpAfter), (found.Refusal, found.GaveUpAfter));
        Assert.Equal(check.Classes, found.Classes);
        Assert.Equal(check.Natives, found.Natives);
        Assert.Null(cache.Find("other", _limit));
        Assert.Null(new CheckCache(_folder.Path, fresh: true).Find("key", _limit));
    }

    [Fact]
    public void One_that_gave_up_is_not_found_by_those_who_wait_longer()
    {
        var cache = new CheckCache(_folder.Path);
        cache.Keep("key", new AssemblyCheck("did not finish", [], [], 10));
        Assert.NotNull(cache.Find("key", _limit));
        Assert.NotNull(cache.Find("key", TimeSpan.FromSeconds(1)));
        Assert.Null(cache.Find("key", TimeSpan.FromSeconds(11)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1]")]
    public void What_cannot_be_read_is_not_there(string content)
    {
        File.WriteAllText(_folder["key.json"], content);
        Assert.Null(new CheckCache(_folder.Path).Find("key", _limit));
    }

    [Fact]
    public void Without_a_folder_nothing_is_kept()
    {
        var cache = new CheckCache(null);
        cache.Keep("key", new AssemblyCheck(null, [], [], null));
        Assert.Null(cache.Find("key", _limit));
    }

    [Fact]
    public void The_key_changes_with_every_file_of_the_plugin_and_with_its_place()
    {
        Directory.CreateDirectory(_folder["A", "runtimes"]);
        File.WriteAllText(_folder["A", "A.dll"], "1");
        File.WriteAllText(_folder["bare.dll"], "1");
        var keys = new List<string?> { PluginContent.Key(_folder["A", "A.dll"]) };
        Assert.Equal(keys[0], PluginContent.Key(_folder["A", "A.dll"]));
        File.WriteAllText(_folder["A", "A.dll"], "2");
        keys.Add(PluginContent.Key(_folder["A", "A.dll"]));
        File.WriteAllText(_folder["A", "runtimes", "x.so"], "2");
        keys.Add(PluginContent.Key(_folder["A", "A.dll"]));
        Directory.Move(_folder["A", "runtimes"], _folder["A", "native"]);
        keys.Add(PluginContent.Key(_folder["A", "A.dll"]));
        keys.Add(PluginContent.Key(_folder["bare.dll"]));
        File.WriteAllText(_folder["bare.deps.json"], "2");
        keys.Add(PluginContent.Key(_folder["bare.dll"]));
        Assert.DoesNotContain(null, keys);
        Assert.Equal(keys.Count, keys.Distinct().Count());
        File.WriteAllText(_folder["beside.dll"], "2");
        Assert.Equal(keys[^1], PluginContent.Key(_folder["bare.dll"]));
    }
}
