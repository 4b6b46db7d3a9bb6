using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;
using CsCheck;
using Unmask.Host.Plugins;
using Unmask.Tests.Unit.Host.Runs;

namespace Unmask.Tests.Unit.Host.Plugins;

public class AssemblyAdmissionTests
{
    private static readonly byte[] _sound = File.ReadAllBytes(Fixtures.Assembly("Options"));

    [Fact]
    public void A_text_file_is_no_assembly() => Assert.Contains("not a .NET assembly", Fixtures.Refusal("This is a text."u8.ToArray()), StringComparison.Ordinal);

    [Fact]
    public void An_empty_file_is_no_assembly() => Assert.Contains("empty", Fixtures.Refusal([]), StringComparison.Ordinal);

    [Fact]
    public void A_native_library_is_no_assembly()
    {
        Assert.Contains("native", Fixtures.Refusal([0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0]), StringComparison.Ordinal);
        Assert.Contains("native", Fixtures.Refusal(NativeWindowsLibrary()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_that_does_not_know_the_contracts_holds_no_plugin() =>
        Assert.Contains("no plugin", Fixtures.Refusal(File.ReadAllBytes(typeof(Gen).Assembly.Location)), StringComparison.Ordinal);

    [Fact]
    public void An_assembly_cut_anywhere_is_refused_as_damaged() =>
        Gen.Int[1, _sound.Length - 1].Sample(
            length => Assert.Matches("truncated|damaged|not a .NET assembly|native|cannot be read", Fixtures.Refusal(_sound[..length])), iter: 200);

    [Fact]
    public void A_damaged_assembly_never_throws()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "Damaged.dll");
        Gen.Select(Gen.Int[2, _sound.Length - 1], Gen.Byte).Array[1, 20].Sample(
            changes =>
            {
                var damaged = _sound.ToArray();
                foreach (var (at, value) in changes)
                {
                    damaged[at] = value;
                }

                File.WriteAllBytes(path, damaged);
                var scanned = PluginScanner.Scan(path);
                Assert.NotEqual(0, scanned.Plugins.Count + scanned.Refused.Count);
            },
            iter: 200, threads: 1);
    }

    [Theory]
    [InlineData(TableIndex.TypeDef, 8)]
    [InlineData(TableIndex.InterfaceImpl, 2)]
    [InlineData(TableIndex.NestedClass, 2)]
    public void A_type_that_is_its_own_base_interface_or_outer_type_is_damage(TableIndex table, int column)
    {
        var content = File.ReadAllBytes(Path.Combine(Fixtures.BuiltIn, "Unmask.Schedules", "Unmask.Schedules.dll"));
        using var file = new PEReader(new MemoryStream([.. content]));
        var metadata = file.GetMetadataReader();
        var last = metadata.GetTableRowCount(table);
        Assert.NotEqual(0, last);
        var at = file.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(table) + ((last - 1) * metadata.GetTableRowSize(table));
        var type = table == TableIndex.TypeDef ? last : BitConverter.ToUInt16(content, at);
        BitConverter.TryWriteBytes(content.AsSpan(at + column), (ushort)(table == TableIndex.NestedClass ? type : type << 2));
        Assert.Contains("damaged", Fixtures.Refusal(content), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_version_of_the_contracts_is_refused_with_both_versions()
    {
        var reason = Fixtures.Refusal(WithReferenceVersion("Unmask.Abstractions", 9));
        Assert.Contains("built for version 9.1.0.0 of Unmask.Abstractions", reason, StringComparison.Ordinal);
        Assert.Contains($"this host has {typeof(Shape).Assembly.GetName().Version}", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_framework_is_refused_with_both_versions()
    {
        var reason = Fixtures.Refusal(Replaced(".NETCoreApp,Version=v10.0", ".NETCoreApp,Version=v99.0"));
        Assert.Contains("targets .NET 99.0", reason, StringComparison.Ordinal);
        Assert.Contains($"runs on .NET {Environment.Version.ToString(2)}", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_part_of_the_framework_is_refused() =>
        Assert.Contains("System.Runtime 99.0.0.0 (.NET here has", Fixtures.Refusal(WithReferenceVersion("System.Runtime", 99)), StringComparison.Ordinal);

    [Fact]
    public void A_missing_dependency_is_refused_by_name() =>
        Assert.Contains("missing Fixture.Library 1.0.0.0", Fixtures.Refusal(File.ReadAllBytes(Fixtures.Assembly("UsesOldLibrary"))), StringComparison.Ordinal);

    private static byte[] WithReferenceVersion(string name, ushort major)
    {
        var content = _sound.ToArray();
        using var file = new PEReader(new MemoryStream(_sound));
        var metadata = file.GetMetadataReader();
        var row = metadata.AssemblyReferences.Single(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name) == name);
        var at = file.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(TableIndex.AssemblyRef)
            + ((MetadataTokens.GetRowNumber(row) - 1) * metadata.GetTableRowSize(TableIndex.AssemblyRef));
        BitConverter.TryWriteBytes(content.AsSpan(at), major);
        return content;
    }

    private static byte[] Replaced(string from, string to)
    {
        var content = _sound.ToArray();
        var at = content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(from));
        Encoding.UTF8.GetBytes(to).CopyTo(content, at);
        return content;
    }

    private static byte[] NativeWindowsLibrary()
    {
        var content = new byte[512];
        "MZ"u8.CopyTo(content);
        content[0x3C] = 0x40;
        "PE\0\0"u8.CopyTo(content.AsSpan(0x40));
        BitConverter.TryWriteBytes(content.AsSpan(0x44), (ushort)0x8664);
        BitConverter.TryWriteBytes(content.AsSpan(0x54), (ushort)240);
        BitConverter.TryWriteBytes(content.AsSpan(0x58), (ushort)0x20B);
        BitConverter.TryWriteBytes(content.AsSpan(0x58 + 108), 16);
        return content;
    }
}
