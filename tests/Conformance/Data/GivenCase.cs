using System.Text.Json.Nodes;
using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance.Data;

/// <summary>A small data law on given tokens.</summary>
/// <param name="Full">The law of full sequences.</param>
/// <param name="Pattern">Which tokens are given, in a word.</param>
/// <param name="Tokens">The given tokens, and S where the position is free.</param>
/// <param name="Law">As a user configures it, and as a plain table of the free tokens.</param>
public sealed record GivenCase(LawCase Full, string Pattern, int[] Tokens, LawCase Law)
{
    /// <summary>The pattern with a gap in the middle.</summary>
    public const string Ends = "the ends";

    public string Title => Law.Name;

    /// <summary>The patterns of a law; those that are the same at its length once.</summary>
    public static IEnumerable<GivenCase> Of(LawCase law)
    {
        // The sequence in the middle of the possible ones.
        int[] possible = [.. Enumerable.Range(0, law.Table.Length).Where(x => law.Table[x] > 0)];
        var x = Laws.Tokens(possible[possible.Length / 2], law.Length, law.States);
        return new (string Pattern, Func<int, bool> IsGiven)[]
        {
            ("a beginning", i => i < (law.Length + 1) / 3 || i == 0),
            (Ends, i => i == law.Length - 1 || (i == 0 && law.Length > 2)),
            ("every other", i => i % 2 == 1),
        }.Select(each => Create(law, each.Pattern, [.. x.Select((v, i) => each.IsGiven(i) ? v : law.States)])).DistinctBy(each => string.Join(' ', each.Tokens));
    }

    /// <summary>A law on given tokens that are possible.</summary>
    public static GivenCase Create(LawCase law, string pattern, int[] tokens)
    {
        var section = JsonNode.Parse(law.Json)!.AsObject();
        section["given"] = new JsonObject(tokens.Index().Where(each => each.Item != law.States).Select(each => KeyValuePair.Create($"{each.Index}", (JsonNode?)each.Item)));
        var table = Given.Law(law.Table, law.Length, law.States, tokens)!;
        return new(law, pattern, tokens, new($"{law.Name}, {pattern} given", section.ToJsonString(), Given.Free(tokens, law.States).Length, law.States, table));
    }

    public override string ToString() => Title;
}
