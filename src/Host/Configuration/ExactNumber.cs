using System.Globalization;

namespace Unmask.Host.Configuration;

/// <summary>Reads JSON number literals without losing anything silently.</summary>
internal static class ExactNumber
{
    /// <summary>The integer that a literal is exactly: <c>16</c>, <c>16.0</c> and <c>1.6e1</c> are 16, <c>16.5</c> is none.</summary>
    /// <param name="literal">A JSON number.</param>
    /// <param name="value">The integer, or 0.</param>
    /// <returns>False if it is no integer, or none of 64 bits.</returns>
    public static bool TryInteger(string literal, out long value)
    {
        if (long.TryParse(literal, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
        {
            return true;
        }

        var mark = literal.AsSpan().IndexOfAny('e', 'E');
        var mantissa = mark < 0 ? literal : literal[..mark];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var fraction = point < 0 ? "" : mantissa[(point + 1)..].TrimEnd('0');
        var digits = (point < 0 ? mantissa : mantissa[..point]) + fraction;
        if (!digits.AsSpan().ContainsAnyInRange('1', '9'))
        {
            return true;
        }

        if (!int.TryParse(mark < 0 ? "0" : literal[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent))
        {
            return false;
        }

        var zeros = exponent - (long)fraction.Length;
        var trailing = digits.Length - digits.TrimEnd('0').Length;
        return zeros < 0
            ? trailing >= -zeros && long.TryParse(digits[..^(int)-zeros], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
            : zeros < 20 && long.TryParse(digits + new string('0', (int)zeros), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>The double nearest to a literal.</summary>
    /// <returns>False if it overflows to infinity, or is not zero and underflows to it.</returns>
    public static bool TryDouble(string literal, out double value)
    {
        value = double.Parse(literal, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value) && (value != 0 || !literal.AsSpan(0, Mantissa(literal)).ContainsAnyInRange('1', '9'));
    }

    private static int Mantissa(string literal) => literal.AsSpan().IndexOfAny('e', 'E') is >= 0 and var mark ? mark : literal.Length;
}
