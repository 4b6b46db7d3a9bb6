using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Unmask.Host.Configuration;

/// <summary>Reads JSON text into nodes that remember where they were written. One instance reads all layers, so that their order is one. Not thread-safe.</summary>
/// <param name="errors">Receives syntax errors (file, line, column) and duplicate keys (file, line, path).</param>
internal sealed class JsonLayerParser(ErrorList errors)
{
    private static readonly JsonReaderOptions _options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
    private static readonly UTF8Encoding _strict = new(false, throwOnInvalidBytes: true);

    private int _order;

    /// <summary>The place of the next value.</summary>
    public int Next() => _order++;

    /// <summary>Reads a file's content; null if it is no JSON object, which is reported.</summary>
    public SourceNode? ParseFile(byte[] content, Origin origin)
    {
        var at = Next();
        if (NotText(content) is { } problem)
        {
            errors.Add(at, new UserError(origin.Source, "", problem));
            return null;
        }

        ReadOnlySpan<byte> text = content;
        text = text.StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text;
        if (text.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            errors.Add(at, new UserError(origin.Source, "", "the file is empty; a JSON object { … } is expected"));
            return null;
        }

        try
        {
            var root = Parse(text, origin, "");
            if (root.Children is null)
            {
                errors.Add(root, $"got {root.Describe()}; a JSON object {{ … }} is expected");
                return null;
            }

            return root;
        }
        catch (JsonException syntax)
        {
            errors.Add(at, new UserError(origin.Source, "", Explain(syntax, text)));
            return null;
        }
    }

    /// <summary>Reads a value that was typed: JSON if it is valid, otherwise text.</summary>
    public SourceNode ParseTyped(string typed, Origin origin, string path)
    {
        try
        {
            return Parse(Encoding.UTF8.GetBytes(typed), origin, path) with { Typed = typed };
        }
        catch (JsonException syntax)
        {
            var node = new SourceNode(origin, path, Next()) { Value = JsonSerializer.SerializeToElement(typed), Typed = typed };
            if (typed.TrimStart() is ['{' or '[', ..])
            {
                errors.Add(node, $"got {typed}, which is not valid JSON: {Plain(syntax)}");
            }

            return node;
        }
    }

    private SourceNode Parse(ReadOnlySpan<byte> text, Origin origin, string path)
    {
        var reader = new Utf8JsonReader(text, _options);
        reader.Read();
        var node = Read(ref reader, text, origin, path);
        reader.Read();
        return node;
    }

    private SourceNode Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> text, Origin origin, string path)
    {
        var node = new SourceNode(origin, path, Next());
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            var value = JsonElement.ParseValue(ref reader);
            if (HasBrokenText(value))
            {
                errors.Add(node, "has half of a surrogate pair (\\ud800 … \\udfff), which is no character");
                value = JsonSerializer.SerializeToElement("");
            }

            return node with { Value = value };
        }

        var children = new OrderedDictionary<string, SourceNode>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var line = Line(text, (int)reader.TokenStartIndex);
            var key = Key(ref reader, node, line);
            reader.Read();
            var child = Read(ref reader, text, origin, SourceNode.Below(path, key));
            if (!children.TryAdd(key, child))
            {
                errors.Add(child, $"line {line}: the key '{key}' is written twice in one object; keep one");
            }
        }

        return node with { Children = children };
    }

    private string Key(ref Utf8JsonReader reader, SourceNode parent, int line)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            errors.Add(parent, $"line {line}: a key has half of a surrogate pair, which is no character");
            return Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
        }
    }

    private static bool HasBrokenText(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            return value.EnumerateArray().Any(HasBrokenText);
        }

        try
        {
            return value.ValueKind == JsonValueKind.String && value.GetString() is null;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private static string? NotText(byte[] content)
    {
        if (content is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return "the file is UTF-16; save it as UTF-8";
        }

        try
        {
            _strict.GetCharCount(content);
            return null;
        }
        catch (DecoderFallbackException broken)
        {
            return $"line {Line(content, Math.Max(broken.Index, 0))}: the file is not UTF-8 text; save it as UTF-8";
        }
    }

    private static string Explain(JsonException syntax, ReadOnlySpan<byte> text)
    {
        var line = (int)(syntax.LineNumber ?? 0);
        var start = 0;
        for (var i = 0; i < line; i++)
        {
            start += text[start..].IndexOf((byte)'\n') + 1;
        }

        var bytes = Math.Min((int)(syntax.BytePositionInLine ?? 0), text.Length - start);
        return $"line {line + 1}, column {Encoding.UTF8.GetCharCount(text.Slice(start, bytes)) + 1}: not valid JSON: {Plain(syntax)}";
    }

    private static string Plain(JsonException syntax)
    {
        var message = syntax.Message;
        var tail = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        message = tail < 0 ? message : message[..tail];
        var advice = message.IndexOf(" Change the reader options", StringComparison.Ordinal);
        return (advice < 0 ? message : message[..advice]).TrimEnd('.');
    }

    private static int Line(ReadOnlySpan<byte> text, int position) => 1 + text[..position].Count((byte)'\n');
}
