using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Unmask.Host.Plugins;

/// <summary>Finds types that are their own base, interface or outer type: only damage makes them, and reading one would never end.</summary>
internal sealed class TypeCycles
{
    private const byte GenericInstance = 0x15;

    private readonly MetadataReader _metadata;
    private readonly Dictionary<(string Namespace, string Name), EntityHandle> _own = [];
    private readonly Dictionary<EntityHandle, List<EntityHandle>> _needs = [];

    private TypeCycles(MetadataReader metadata)
    {
        _metadata = metadata;
        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(handle);
            _own.TryAdd((metadata.GetString(type.Namespace), metadata.GetString(type.Name)), handle);
            _needs[handle] = [type.BaseType, type.GetDeclaringType(), .. type.GetInterfaceImplementations().Select(each => metadata.GetInterfaceImplementation(each).Interface)];
        }

        foreach (var handle in metadata.TypeReferences)
        {
            _needs[handle] = [Target(metadata.GetTypeReference(handle))];
        }

        for (var row = 1; row <= metadata.GetTableRowCount(TableIndex.TypeSpec); row++)
        {
            var handle = MetadataTokens.TypeSpecificationHandle(row);
            _needs[handle] = [Generic(metadata.GetBlobReader(metadata.GetTypeSpecification(handle).Signature))];
        }
    }

    /// <summary>Whether there are any.</summary>
    /// <exception cref="BadImageFormatException">The metadata is damaged in other ways.</exception>
    public static bool Exist(MetadataReader metadata) => new TypeCycles(metadata).Remain();

    /// <summary>Takes away, again and again, what nothing needs: what remains needs itself.</summary>
    private bool Remain()
    {
        var needed = _needs.Keys.ToDictionary(handle => handle, _ => 0);
        foreach (var handle in _needs.Values.SelectMany(handles => handles).Where(needed.ContainsKey))
        {
            needed[handle]++;
        }

        var free = new Stack<EntityHandle>(needed.Where(each => each.Value == 0).Select(each => each.Key));
        var left = needed.Count;
        while (free.TryPop(out var handle))
        {
            left--;
            foreach (var other in _needs[handle].Where(needed.ContainsKey))
            {
                if (--needed[other] == 0)
                {
                    free.Push(other);
                }
            }
        }

        return left > 0;
    }

    /// <summary>What a reference needs to be resolved: its outer type's reference, or the assembly's own type that it means.</summary>
    private EntityHandle Target(TypeReference reference)
    {
        var scope = reference.ResolutionScope;
        var own = scope.Kind switch
        {
            HandleKind.TypeReference => false,
            HandleKind.AssemblyReference => _metadata.GetString(_metadata.GetAssemblyReference((AssemblyReferenceHandle)scope).Name) == _metadata.GetString(_metadata.GetAssemblyDefinition().Name),
            _ => true,
        };
        return own ? _own.GetValueOrDefault((_metadata.GetString(reference.Namespace), _metadata.GetString(reference.Name))) : scope;
    }

    /// <summary>The generic type of an instance; its arguments may well be the type itself.</summary>
    private static EntityHandle Generic(BlobReader signature)
    {
        if (signature.Length < 3 || signature.ReadByte() != GenericInstance)
        {
            return default;
        }

        signature.ReadByte();
        return signature.ReadTypeHandle();
    }
}
