using System.Reflection;

namespace Unmask.Host.Plugins;

/// <summary>Reads attributes from metadata, where they cannot be instantiated.</summary>
internal static class MetadataExtensions
{
    /// <summary>Whether a type read from metadata is the given type of this program.</summary>
    public static bool Is(this Type type, Type known) => type.FullName == known.FullName;

    /// <summary>The attribute's data, or null.</summary>
    /// <typeparam name="T">The attribute.</typeparam>
    public static CustomAttributeData? Find<T>(this IEnumerable<CustomAttributeData> attributes) where T : Attribute =>
        attributes.FirstOrDefault(attribute => attribute.AttributeType.Is(typeof(T)));

    /// <summary>A named argument of an attribute, or the type's default where it was not given.</summary>
    public static T? Named<T>(this CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.MemberName == name).TypedValue.Value is T value ? value : default;

    /// <summary>A constructor argument of an attribute.</summary>
    public static T? Argument<T>(this CustomAttributeData attribute, int index) =>
        index < attribute.ConstructorArguments.Count && attribute.ConstructorArguments[index].Value is T value ? value : default;
}
