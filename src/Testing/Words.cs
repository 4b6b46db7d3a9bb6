using System.Globalization;

namespace Unmask.Testing;

/// <summary>States and numbers as failures name them.</summary>
internal static class Words
{
    /// <summary><c>{0, 3}</c>.</summary>
    public static string Set(IEnumerable<int> positions) => $"{{{string.Join(", ", positions)}}}";

    /// <summary><c>(0.5, 0.5)</c>, with every digit.</summary>
    public static string Numbers(IEnumerable<double> numbers) => $"({string.Join(", ", numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)))})";

    /// <summary><c>0 _ 2</c>, the mask as an underscore.</summary>
    public static string Tokens(IEnumerable<int> tokens, int mask) => string.Join(' ', tokens.Select(token => token == mask ? "_" : $"{token}"));

    /// <summary><c>L = 4, S = 3</c>.</summary>
    public static string Of(Shape shape) => $"L = {shape.Length}, S = {shape.States}";

    /// <summary>A kind of exception with its message.</summary>
    public static string Of(Exception exception) => $"{exception.GetType().Name}: {exception.Message}";
}
