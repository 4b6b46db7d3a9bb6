using Unmask.Host.Plugins;
using Unmask.Interpretation;

namespace Unmask.Host.Conditioning;

/// <summary>Makes the law of the free tokens: the law's own closed form (<see cref="IConditionable"/>), or its conditionals with the given tokens inserted.</summary>
internal static class Conditioned
{
    /// <summary>The law of the free tokens; null if there is none, which is reported.</summary>
    /// <param name="law">The law of full sequences.</param>
    /// <param name="given">The tokens that are given.</param>
    /// <param name="problems">Receives why not.</param>
    /// <exception cref="ContractException">The law answers no probabilities, or makes a law of another shape.</exception>
    public static IDataDistribution? Of(IDataDistribution law, GivenTokens given, Problems problems)
    {
        var logGiven = 0.0;
        var conditionals = law.Find<IConditionalLaw>();
        if (conditionals is not null && FirstImpossible(conditionals, given, out logGiven) is { } impossible)
        {
            problems.Add(GivenOption.Name, $"The given tokens have probability zero: the symbol {given.Tokens[impossible]} at position {impossible} is impossible with those before it. Expected tokens that can occur together.");
            return null;
        }

        var conditioned = law.Find<IConditionable>()?.Given(given.Tokens) ?? (conditionals is null ? null : new ConditionedLaw(law, given, logGiven));
        if (conditioned is null)
        {
            problems.Add(GivenOption.Name, "This data law cannot compute its conditionals, so no tokens can be given. Take a data law that can, such as potts, markov, table or text-chain.");
            return null;
        }

        return conditioned.Shape == given.Free
            ? conditioned
            : throw new ContractException($"gives {given.Free.Length} free tokens of {given.Free.States} symbols the shape {conditioned.Shape}", "data");
    }

    private static int? FirstImpossible(IConditionalLaw conditionals, GivenTokens given, out double logGiven)
    {
        var none = new int[given.Full.Length];
        Array.Fill(none, given.Full.Mask);
        return new ChainRule(conditionals, given.Full).FirstImpossible(none, given.Tokens, out logGiven);
    }
}
