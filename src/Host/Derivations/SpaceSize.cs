using System.Globalization;

namespace Unmask.Host.Derivations;

/// <summary>Says how large a space is, in messages.</summary>
internal static class SpaceSize
{
    /// <summary>Such as <c>4^64 = 3.4E+38 sequences</c>.</summary>
    public static string Sequences(Shape shape) => $"{Power($"{shape.States}", shape)}{Value(shape.Sequences)} sequences";

    /// <summary>Such as <c>(4+1)^64 = 5.42E+44 partly masked sequences</c>.</summary>
    public static string MaskedSequences(Shape shape) => $"{Power($"({shape.States}+1)", shape)}{Value(shape.MaskedSequences)} partly masked sequences";

    private static string Power(string symbols, Shape shape) => string.Create(CultureInfo.InvariantCulture, $"{symbols}^{shape.Length}");

    private static string Value(double count) => double.IsFinite(count) ? string.Create(CultureInfo.InvariantCulture, $" = {count:G3}") : "";
}
