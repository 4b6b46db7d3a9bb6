using System.Security.Cryptography;
using System.Text;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins;
using Unmask.Host.Plugins.Store;
using Unmask.Tests.Unit.Host.Runs;

namespace Unmask.Tests.Unit.Host.Plugins.Store;

public sealed class PluginPackageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Any_file_of_a_folder_counts_and_the_folders_place_does_not()
    {
        var path = Folder("a");
        var content = Read(path).Content;
        Assert.Equal(content, Read(Folder("b")).Content);
        foreach (var name in new[] { "Fixture.Library.dll", "Fixture.UsesOldLibrary.deps.json", "data/weights.bin", "new.txt" })
        {
            File.AppendAllText(Path.Combine(Path.GetDirectoryName(path)!, name), " ");
            Assert.NotEqual(content, content = Read(path).Content);
        }

        File.Move(Path.Combine(Path.GetDirectoryName(path)!, "new.txt"), Path.Combine(Path.GetDirectoryName(path)!, "other.txt"));
        Assert.NotEqual(content, Read(path).Content);
    }

    [Fact]
    public void Its_hash_is_that_of_sha256sums_lines()
    {
        File.WriteAllText(_folder["x.dll"], "1");
        File.WriteAllText(_folder["x.pdb"], "");
        var lines = $"{Hash("1"u8)}  x.dll\n{Hash(""u8)}  x.pdb\n";
        Assert.Equal(Hash(Encoding.ASCII.GetBytes(lines)), Read(_folder["x.dll"]).Content);
    }

    [Fact]
    public void A_bare_file_brings_along_what_it_needs_and_nothing_of_its_neighbours()
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Fixtures.Assembly("UsesOldLibrary"))!).Append(Fixtures.Assembly("Options")))
        {
            File.Copy(file, _folder[Path.GetFileName(file)]);
        }

        File.WriteAllText(_folder["notes.txt"], "");
        var package = Read(_folder["Fixture.UsesOldLibrary.dll"]);
        Assert.Equal(
            ["Fixture.Library.dll", "Fixture.UsesOldLibrary.deps.json", "Fixture.UsesOldLibrary.dll", "Fixture.UsesOldLibrary.pdb"],
            package.Files.Select(file => file.Name).Where(name => name != "Fixture.Library.pdb"));
        File.AppendAllText(_folder["Fixture.Library.dll"], " ");
        Assert.NotEqual(package.Content, Read(_folder["Fixture.UsesOldLibrary.dll"]).Content);
    }

    [Fact]
    public void What_a_deps_json_names_is_brought_along()
    {
        File.Copy(Fixtures.Assembly("Options"), _folder["x.dll"]);
        File.WriteAllText(_folder["x.deps.json"], """
            { "targets": { "net10.0": { "Some/1.0": {
                "native": { "runtimes/linux-x64/native/libflat.so": {} },
                "runtimeTargets": { "runtimes/linux-x64/native/libdeep.so": { "rid": "linux-x64" } },
                "resources": { "lib/net10.0/de/Some.resources.dll": { "locale": "de" } },
                "compile": { "notes.txt": {} } }, "Evil/1.0": { "runtime": { "../outside.dll": {}, "/etc/passwd": {} } } } } }
            """);
        foreach (var name in new[] { "libflat.so", "runtimes/linux-x64/native/libdeep.so", "de/Some.resources.dll", "notes.txt", "libother.so" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
            File.WriteAllText(_folder[name], name);
        }

        Assert.Equal(
            ["de/Some.resources.dll", "libflat.so", "runtimes/linux-x64/native/libdeep.so", "x.deps.json", "x.dll"],
            Read(_folder["x.dll"]).Files.Select(file => file.Name));
    }

    [Fact]
    public void Links_are_followed_and_circles_are_not()
    {
        var path = Folder("real");
        var linked = Directory.CreateDirectory(_folder["linked", "Fixture.UsesOldLibrary"]).FullName;
        foreach (var entry in Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!))
        {
            if (Directory.Exists(entry))
            {
                Directory.CreateSymbolicLink(Path.Combine(linked, Path.GetFileName(entry)), entry);
            }
            else
            {
                File.CreateSymbolicLink(Path.Combine(linked, Path.GetFileName(entry)), entry);
            }
        }

        Assert.Equal(Read(path).Content, Read(Path.Combine(linked, Path.GetFileName(path))).Content);
        Directory.CreateSymbolicLink(Path.Combine(linked, "data2"), linked);
        Assert.Equal(Read(path).Files.Count, Read(Path.Combine(linked, Path.GetFileName(path))).Files.Count(file => !file.Name.StartsWith("data2", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_link_to_nothing_is_no_file_until_there_is_something()
    {
        var path = Folder("a");
        var content = Read(path).Content;
        File.CreateSymbolicLink(Path.Combine(Path.GetDirectoryName(path)!, "gone.bin"), _folder["nowhere"]);
        Assert.Equal(content, Read(path).Content);
        File.WriteAllText(_folder["nowhere"], "here");
        Assert.NotEqual(content, Read(path).Content);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_named()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "Needs a file that its reader may not read.");
        var path = Folder("a");
        File.SetUnixFileMode(Path.Combine(Path.GetDirectoryName(path)!, "Fixture.Library.dll"), UnixFileMode.None);
        Assert.Contains("Fixture.Library.dll", Assert.Throws<UserErrorException>(() => Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_private_assembly_that_is_cut_is_named()
    {
        var path = Folder("a");
        var library = Path.Combine(Path.GetDirectoryName(path)!, "Fixture.Library.dll");
        File.WriteAllBytes(library, File.ReadAllBytes(library)[..^700]);
        var error = Assert.Throws<UserErrorException>(() => Read(path));
        Assert.Contains($"{library}, which is truncated", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_the_one_that_was_scanned_is_refused()
    {
        var path = Folder("a");
        var scanned = PluginScanner.Scan(path).Plugins.Single().Assembly;
        File.AppendAllText(path, " ");
        Assert.Throws<PluginChangedException>(() => scanned.Package);
    }

    [Fact]
    public void Symbols_make_another_package_that_does_the_same()
    {
        var (one, other) = (Folder("a"), Folder("b"));
        File.AppendAllText(Path.ChangeExtension(other, ".pdb"), " ");
        Assert.NotEqual(Read(one).Content, Read(other).Content);
        Assert.True(Read(one).DoesTheSame(Read(other)));
        File.AppendAllText(Path.Combine(Path.GetDirectoryName(other)!, "Fixture.Library.dll"), " ");
        Assert.False(Read(one).DoesTheSame(Read(other)));
    }

    [Fact]
    public void The_same_file_with_other_private_dependencies_is_another_plugin()
    {
        var (one, other) = (Folder("a"), Folder("b"));
        string[] folders = [_folder["a"], _folder["b"]];
        Assert.Single(Catalogue.Scan(folders).Plugins);
        File.AppendAllText(Path.Combine(Path.GetDirectoryName(other)!, "Fixture.Library.dll"), " ");
        Assert.Null(Catalogue.Scan(folders).Find("schedule", "uses-old", out var problem));
        Assert.Contains(one, problem, StringComparison.Ordinal);
        Assert.Contains(other, problem, StringComparison.Ordinal);
    }

    private static PluginPackage Read(string path) => PluginPackage.Read(path, PluginPackage.Hash(path));

    private static string Hash(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private string Folder(string name)
    {
        var to = _folder[name, "Fixture.UsesOldLibrary"];
        Directory.CreateDirectory(Path.Combine(to, "data"));
        File.WriteAllText(Path.Combine(to, "data", "weights.bin"), "1");
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Fixtures.Assembly("UsesOldLibrary"))!))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        return Path.Combine(to, "Fixture.UsesOldLibrary.dll");
    }
}
