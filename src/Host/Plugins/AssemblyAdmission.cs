using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Versioning;

namespace Unmask.Host.Plugins;

/// <summary>Decides from a file's bytes whether it may be scanned for plugins, before anything of it is loaded.</summary>
internal static class AssemblyAdmission
{
    private static readonly ConcurrentDictionary<string, Version?> _framework = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Why the file is refused, or null.</summary>
    /// <param name="content">Its bytes.</param>
    /// <param name="own">Where dependencies that .NET does not have are looked for.</param>
    public static string? Refusal(byte[] content, PrivateAssemblies own)
    {
        if (Foreign(content) is { } foreign)
        {
            return foreign;
        }

        try
        {
            using var file = new PEReader(new MemoryStream(content, writable: false));
            return Cut(file, content.Length) ?? (file.HasMetadata
                ? Metadata(file.GetMetadataReader(), own)
                : "a native library, not a .NET assembly");
        }
        catch (BadImageFormatException damage)
        {
            return $"truncated or damaged: {damage.Message}";
        }
    }

    /// <summary>Why a .NET assembly is not whole, or null; null for anything else too.</summary>
    public static string? Damage(Stream content)
    {
        Span<byte> start = stackalloc byte[2];
        if (content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) is var read && !start.SequenceEqual("MZ"u8))
        {
            return read == 0 ? "an empty file" : null;
        }

        content.Position = 0;
        try
        {
            using var file = new PEReader(content, PEStreamOptions.LeaveOpen);
            return file.PEHeaders.CorHeader is null ? null : Cut(file, content.Length);
        }
        catch (BadImageFormatException damage)
        {
            return $"truncated or damaged: {damage.Message}";
        }
    }

    private static string? Foreign(ReadOnlySpan<byte> content) => content switch
    {
        [] => "an empty file, not a .NET assembly",
        [(byte)'M', (byte)'Z', ..] => null,
        [0x7F, (byte)'E', (byte)'L', (byte)'F', ..] or [0xCF or 0xCE, 0xFA, 0xED, 0xFE, ..] or [0xCA, 0xFE, 0xBA, 0xBE, ..] => "a native library, not a .NET assembly",
        _ => "not a .NET assembly: it does not start like one",
    };

    private static string? Cut(PEReader file, long length)
    {
        var end = file.PEHeaders.SectionHeaders.Select(section => (long)section.PointerToRawData + section.SizeOfRawData).DefaultIfEmpty().Max();
        return end > length ? $"truncated: {length} bytes of at least {end}" : null;
    }

    private static string? Metadata(MetadataReader metadata, PrivateAssemblies own)
    {
        if (!metadata.IsAssembly)
        {
            return "a .NET module, not an assembly";
        }

        var references = metadata.AssemblyReferences.Select(metadata.GetAssemblyReference)
            .Select(reference => (Name: metadata.GetString(reference.Name), reference.Version))
            .ToList();
        return NewerFramework(metadata) ?? OtherContracts(references) ?? Missing(references, own)
            ?? (TypeCycles.Exist(metadata) ? "damaged: a type in it is its own base, interface or outer type" : null);
    }

    private static string? NewerFramework(MetadataReader metadata)
    {
        var target = metadata.GetAssemblyDefinition().GetCustomAttributes().Select(metadata.GetCustomAttribute)
            .Where(attribute => IsTargetFramework(metadata, attribute))
            .Select(attribute => metadata.GetBlobReader(attribute.Value))
            .Select(value => value is { Length: > 2 } && value.ReadUInt16() == 1 ? value.ReadSerializedString() : null)
            .FirstOrDefault();
        if (target is null)
        {
            return null;
        }

        var framework = new FrameworkName(target);
        return framework.Identifier == ".NETCoreApp" && framework.Version > new Version(Environment.Version.Major, Environment.Version.Minor)
            ? $"targets .NET {framework.Version}, but this host runs on .NET {Environment.Version.ToString(2)}"
            : null;
    }

    private static bool IsTargetFramework(MetadataReader metadata, CustomAttribute attribute) =>
        attribute.Constructor.Kind == HandleKind.MemberReference
        && metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
        && metadata.StringComparer.Equals(metadata.GetTypeReference((TypeReferenceHandle)parent).Name, nameof(TargetFrameworkAttribute));

    private static string? OtherContracts(List<(string Name, Version Version)> references)
    {
        foreach (var (name, version) in references)
        {
            if (SharedAssemblies.Find(name)?.GetName().Version is not { } ours)
            {
                continue;
            }

            if (SharedAssemblies.IsOwn(name) && ours != version)
            {
                return $"built for version {version} of {name}, but this host has {ours}; rebuild it against the host's version";
            }

            if (ours < version)
            {
                return $"built for version {version} of {name}, which is shared, but this host has {ours}; rebuild it against {ours} or older";
            }
        }

        return references.Exists(reference => SharedAssemblies.Find(reference.Name) == SharedAssemblies.Contracts)
            ? null
            : $"holds no plugin: it does not reference {SharedAssemblies.Contracts.GetName().Name}";
    }

    private static string? Missing(List<(string Name, Version Version)> references, PrivateAssemblies own)
    {
        var missing = references.Where(reference => SharedAssemblies.Find(reference.Name) is null)
            .Select(reference => InFramework(reference.Name) switch
            {
                { } present when present >= reference.Version => null,
                _ when own.Find(reference.Name) is not null => null,
                { } present => $"{reference.Name} {reference.Version} (.NET here has {present})",
                null => $"{reference.Name} {reference.Version} (neither beside it nor part of .NET)",
            })
            .OfType<string>()
            .ToList();
        return missing.Count == 0 ? null : $"missing {string.Join(", ", missing)}; publish it with its dependencies";
    }

    private static Version? InFramework(string name) =>
        _framework.GetOrAdd(name, static name => FrameworkAssemblies.Find(name) is { } path ? AssemblyName.GetAssemblyName(path).Version : null);
}
