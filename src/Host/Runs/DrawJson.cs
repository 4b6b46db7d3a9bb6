using System.Globalization;
using System.Text.Json;

namespace Unmask.Host.Runs;

/// <summary>A draw in a cell's file: <c>{"sample":0,"tokens":[1,0],"text":"ba","alphabet":{"0":"a","1":"b"},"moves":[[0,1,0,0.69],[1,0,1,null]]}</c>, a move being step, position, symbol, entropy.</summary>
internal static class DrawJson
{
    /// <summary>The draw on one line.</summary>
    public static string Write(Draw draw) => Json.Object(writer =>
    {
        writer.WriteNumber("sample", draw.Sample);
        writer.WriteStartArray("tokens");
        foreach (var token in draw.Tokens)
        {
            writer.WriteNumberValue(token);
        }

        writer.WriteEndArray();
        writer.WriteString("text", draw.Text);
        writer.WriteStartObject("alphabet");
        foreach (var (symbol, text) in draw.Alphabet)
        {
            writer.WriteString(symbol.ToString(CultureInfo.InvariantCulture), text);
        }

        writer.WriteEndObject();
        writer.WriteStartArray("moves");
        foreach (var move in draw.Moves)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(move.Step);
            writer.WriteNumberValue(move.Position);
            writer.WriteNumberValue(move.Symbol);
            if (move.Entropy is { } entropy)
            {
                writer.WriteNumberValue(entropy);
            }
            else
            {
                writer.WriteNullValue();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    });

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static Draw Read(JsonElement draw) => new(
        draw.GetProperty("sample").GetInt64(),
        [.. draw.GetProperty("tokens").EnumerateArray().Select(token => token.GetInt32())],
        draw.GetProperty("text").GetString(),
        [.. draw.GetProperty("moves").EnumerateArray().Select(move => new Move(move[0].GetInt32(), move[1].GetInt32(), move[2].GetInt32(), move[3].ReadNumber()))])
    {
        Alphabet = draw.GetProperty("alphabet").EnumerateObject().ToDictionary(symbol => int.Parse(symbol.Name, CultureInfo.InvariantCulture), symbol => symbol.Value.GetString()!),
    };
}
