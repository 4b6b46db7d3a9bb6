using System.Text.Json.Nodes;
using Unmask.Host.Runs;

namespace Unmask.Host.Plugins;

/// <summary>Writes what a scan found, for the same build of the program to read again. The file's place and hash are left out.</summary>
/// <remarks>Values one after the other, since a serialiser takes longer to get going at each start than everything else does.</remarks>
internal static class ScanFormat
{
    /// <summary>Writes.</summary>
    public static void Write(BinaryWriter to, ScannedAssembly scanned)
    {
        var assembly = scanned.Plugins.Count > 0 ? scanned.Plugins[0].Assembly : null;
        to.Write(assembly?.Name ?? "");
        to.Write(assembly?.Version ?? "");
        Write(to, scanned.Plugins, Write);
        Write(to, scanned.Refused, static (to, refused) => to.Write(refused.Reason));
        Write(to, scanned.References, static (to, name) => to.Write(name));
    }

    /// <summary>Reads what <see cref="Write(BinaryWriter, ScannedAssembly)"/> wrote.</summary>
    /// <param name="from">Where it is.</param>
    /// <param name="path">The full path of the file.</param>
    /// <param name="hash">The hash of its content.</param>
    public static ScannedAssembly Read(BinaryReader from, string path, string hash)
    {
        var assembly = new PluginAssembly(path, from.ReadString(), from.ReadString(), hash);
        return new ScannedAssembly(
            path, hash, Read(from, each => Plugin(each, assembly)), Read(from, each => new RefusedPlugin(path, each.ReadString())), Read(from, static each => each.ReadString()));
    }

    private static void Write(BinaryWriter to, PluginDescription plugin)
    {
        to.Write(plugin.Section);
        to.Write(plugin.Name);
        to.Write(plugin.Summary);
        to.Write(plugin.Reference);
        to.Write(plugin.Equation);
        Write(to, plugin.Example is { } example ? Json.OnOneLine(example) : null);
        to.Write(plugin.TypeName);
        Write(to, plugin.Options, Write);
        to.Write(plugin.Notes);
    }

    private static PluginDescription Plugin(BinaryReader from, PluginAssembly assembly) => new(
        from.ReadString(), from.ReadString(), from.ReadString(), from.ReadString(), from.ReadString(), Text(from) is { } example ? JsonNode.Parse(example)!.AsObject() : null,
        from.ReadString(), assembly, Read(from, Option))
    {
        Notes = from.ReadString(),
    };

    private static void Write(BinaryWriter to, OptionSchema option)
    {
        to.Write(option.Name);
        Write(to, option.Type);
        to.Write(option.Required);
        Write(to, option.Default is { } value ? Json.OnOneLine(value) : null);
        Write(to, option.Minimum);
        Write(to, option.Maximum);
        Write(to, option.Description);
        to.Write(option.MinimumIsExclusive);
        to.Write(option.MaximumIsExclusive);
    }

    private static OptionSchema Option(BinaryReader from) => new(
        from.ReadString(), Type(from), from.ReadBoolean(), Text(from) is { } value ? JsonNode.Parse(value) : null, Number(from), Number(from), Text(from))
    {
        MinimumIsExclusive = from.ReadBoolean(),
        MaximumIsExclusive = from.ReadBoolean(),
    };

    private static void Write(BinaryWriter to, OptionType type)
    {
        to.Write((int)type.Kind);
        to.Write(type.Rank);
        to.Write(type.OneOrMany);
        to.Write(type.Nullable);
        to.Write(type.InputFile);
        Write(to, type.Choices, static (to, word) => to.Write(word));
        Write(to, type.Section);
    }

    private static OptionType Type(BinaryReader from) => new((OptionKind)from.ReadInt32())
    {
        Rank = from.ReadInt32(),
        OneOrMany = from.ReadBoolean(),
        Nullable = from.ReadBoolean(),
        InputFile = from.ReadBoolean(),
        Choices = Read(from, static each => each.ReadString()),
        Section = Text(from),
    };

    private static void Write<T>(BinaryWriter to, IReadOnlyCollection<T> values, Action<BinaryWriter, T> write)
    {
        to.Write(values.Count);
        foreach (var value in values)
        {
            write(to, value);
        }
    }

    private static T[] Read<T>(BinaryReader from, Func<BinaryReader, T> read)
    {
        var values = new T[from.ReadInt32()];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = read(from);
        }

        return values;
    }

    private static void Write(BinaryWriter to, string? text)
    {
        to.Write(text is not null);
        to.Write(text ?? "");
    }

    private static string? Text(BinaryReader from) => (from.ReadBoolean(), from.ReadString()) is (true, var text) ? text : null;

    private static void Write(BinaryWriter to, double? number)
    {
        to.Write(number.HasValue);
        to.Write(number.GetValueOrDefault());
    }

    private static double? Number(BinaryReader from) => (from.ReadBoolean(), from.ReadDouble()) is (true, var number) ? number : null;
}
