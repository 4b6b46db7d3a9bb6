using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Unmask.Host.Configuration;

/// <summary>One spelling for equal JSON: keys in ordinal order, no spaces, shortest round-trip numbers (<c>1.0</c> is <c>1</c>, <c>-0</c> is <c>0</c>).</summary>
internal static class CanonicalText
{
    /// <summary>The canonical text of a value.</summary>
    public static string Of(JsonNode? value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    /// <summary>The SHA-256 of a text in UTF-8, lower-case hexadecimal.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>A text in quotes, as JSON.</summary>
    public static string Quote(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    private static void Write(StringBuilder text, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject members:
                text.Append('{');
                var first = true;
                foreach (var (key, member) in members.OrderBy(each => each.Key, StringComparer.Ordinal))
                {
                    text.Append(first ? "" : ",").Append(Quote(key)).Append(':');
                    Write(text, member);
                    first = false;
                }

                text.Append('}');
                break;
            case JsonArray elements:
                text.Append('[');
                for (var i = 0; i < elements.Count; i++)
                {
                    text.Append(i == 0 ? "" : ",");
                    Write(text, elements[i]);
                }

                text.Append(']');
                break;
            default:
                text.Append(Scalar(value));
                break;
        }
    }

    private static string Scalar(JsonNode? value) => value?.GetValueKind() switch
    {
        null => "null",
        JsonValueKind.Number => Number((JsonValue)value),
        JsonValueKind.String => Quote(value.GetValue<string>()),
        _ => value.ToJsonString(),
    };

    private static string Number(JsonValue value) => value.TryGetValue<long>(out var integer)
        ? integer.ToString(CultureInfo.InvariantCulture)
        : (double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) + 0.0).ToString("R", CultureInfo.InvariantCulture);
}
