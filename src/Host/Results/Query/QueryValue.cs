using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Unmask.Host.Runs;

namespace Unmask.Host.Results.Query;

/// <summary>How a value of a database is written: numbers in their shortest form that reads back equal, times as ISO 8601.</summary>
internal static class QueryValue
{
    /// <summary>As text; null for NULL. Lists and structures as JSON.</summary>
    public static string? Text(object? value) => value switch
    {
        null or DBNull => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e'),
        float number => number.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e'),
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFzzz", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Stream or byte[] => Convert.ToHexStringLower(Bytes(value)),
        IEnumerable => Json.Line(writer => Write(writer, value)),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>As JSON; NaN and the infinities are the texts that they are in all results.</summary>
    public static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null or DBNull:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case double number:
                writer.NumberValue(number);
                break;
            case float number:
                writer.NumberValue(number);
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or decimal or BigInteger:
                writer.WriteRawValue(Text(value)!);
                break;
            case IDictionary members:
                writer.WriteStartObject();
                foreach (DictionaryEntry member in members)
                {
                    writer.WritePropertyName(Text(member.Key) ?? "");
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case IEnumerable elements when value is not (string or byte[]):
                writer.WriteStartArray();
                foreach (var element in elements)
                {
                    Write(writer, element);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(Text(value));
                break;
        }
    }

    private static byte[] Bytes(object value)
    {
        if (value is byte[] bytes)
        {
            return bytes;
        }

        using var copy = new MemoryStream();
        ((Stream)value).CopyTo(copy);
        return copy.ToArray();
    }
}
