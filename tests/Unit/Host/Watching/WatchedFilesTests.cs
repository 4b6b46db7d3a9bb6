using Unmask.Host.Watching;
using Unmask.Tests.Unit.Host.Runs;

namespace Unmask.Tests.Unit.Host.Watching;

public sealed class WatchedFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _named = [];
    private readonly WatchedFiles _files;
    private int _asked;
    private int _written;

    public WatchedFilesTests()
    {
        _named.Add(_folder["p.json"]);
        _files = new WatchedFiles([_folder["plugins"]], () =>
        {
            _asked++;
            return [.. _named];
        });
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Folders_that_appear_plugins_and_all_their_files_are_seen()
    {
        var seen = _files.Look();
        Write("plugins", "bare.dll");
        AssertChanges(ref seen, "plugins new", "plugins/bare.dll new");
        Write("plugins", "X", "X.dll");
        Write("plugins", "X", "deep", "data");
        AssertChanges(ref seen, "plugins/X/X.dll new", "plugins/X/deep/data new");
        Write("plugins", "X", "deep", "data");
        AssertChanges(ref seen, "plugins/X/deep/data changed");
        Directory.Delete(_folder["plugins", "X"], recursive: true);
        AssertChanges(ref seen, "plugins/X/X.dll gone", "plugins/X/deep/data gone");
        AssertChanges(ref seen);
    }

    [Fact]
    public void Source_trees_are_not_walked()
    {
        Write("plugins", "Source", "bin", "Source.dll");
        var seen = _files.Look();
        Write("plugins", "Source", "bin", "Source.dll");
        AssertChanges(ref seen);
    }

    [Fact]
    public void What_the_pipeline_names_is_asked_when_something_changed_and_is_seen_also_where_it_does_not_exist_yet()
    {
        var seen = _files.Look();
        var asked = _asked;
        AssertChanges(ref seen);
        Assert.Equal(asked, _asked);

        _named.Add(_folder["text.txt"]);
        Write("p.json");
        AssertChanges(ref seen, "p.json new");
        Assert.True(_asked > asked);
        Write("text.txt");
        AssertChanges(ref seen, "text.txt new");
        _named.Remove(_folder["text.txt"]);
        Write("p.json");
        AssertChanges(ref seen, "p.json changed");
        Write("text.txt");
        AssertChanges(ref seen);
    }

    [Fact]
    public void A_link_is_as_new_as_what_it_links_to()
    {
        Write("real");
        Directory.CreateDirectory(_folder["plugins"]);
        File.CreateSymbolicLink(_folder["plugins", "link.dll"], _folder["real"]);
        var seen = _files.Look();
        Write("real");
        AssertChanges(ref seen, "plugins/link.dll changed");
    }

    private void Write(params string[] parts)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[parts])!);
        File.WriteAllText(_folder[parts], new string('x', ++_written));
    }

    private void AssertChanges(ref Snapshot seen, params string[] changes)
    {
        var now = _files.Look();
        Assert.Equal(changes, seen.ChangesTo(now).Select(change => $"{Path.GetRelativePath(_folder.Path, change.Path).Replace('\\', '/')} {change.What}"));
        seen = now;
    }
}
