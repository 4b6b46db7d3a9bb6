using System.Globalization;
using Unmask.Theory;

namespace Unmask.Plugins.Data.Chains;

/// <summary>The contexts of a chain of order k: its last k tokens as a number in base S, the oldest token slowest.</summary>
/// <param name="States">Vocabulary size S.</param>
/// <param name="Order">The order k.</param>
internal readonly record struct Contexts(int States, int Order)
{
    /// <summary>The most contexts of which a stationary law is computed: its elimination takes <c>S^{3k}/3</c> multiplications.</summary>
    public const int MostStationary = 4096;

    private const double MostProbabilities = 1 << 24;

    /// <summary>The number of contexts <c>S^k</c>; only where <see cref="Check"/> finds nothing.</summary>
    public int Count => (int)Power(Order);

    /// <summary>What a row of transitions is for, as messages say it.</summary>
    public string Each => Order == 1 ? "symbol" : $"{Order} symbols in a row";

    /// <summary>Whether a stationary law can be computed.</summary>
    public bool StationaryInReach => Count <= MostStationary;

    /// <summary>Reports too many probabilities, <c>S^{k+1} &gt; 2^24</c>; true if they are not.</summary>
    public bool Check(Problems problems)
    {
        var probabilities = Power(Order + 1);
        if (Order == 1 || probabilities <= MostProbabilities)
        {
            return true;
        }

        var most = Order;
        while (Power(most + 1) > MostProbabilities)
        {
            most--;
        }

        problems.Add("order", string.Create(CultureInfo.InvariantCulture, $"A chain of order {Order} over {States} symbols has {States}^{Order + 1} = {probabilities:G4} probabilities; at most 2^24 = {MostProbabilities:N0}. Take an order of at most {Math.Max(1, most)}, or fewer symbols."));
        return false;
    }

    /// <summary>The law of the first k tokens that the transitions keep, shape [S^k], or null if there is more than one.</summary>
    /// <param name="transitions">Shape [S^k × S].</param>
    public double[]? Stationary(ReadOnlySpan<double> transitions)
    {
        if (Order == 1)
        {
            return StationaryLaw.Of(transitions, States);
        }

        var matrix = new double[Count * Count];
        for (var n = 0; n < transitions.Length; n++)
        {
            matrix[(n / States * Count) + (n % Count)] = transitions[n];
        }

        return StationaryLaw.Of(matrix, Count);
    }

    /// <summary>The law of a sequence without its last token, shape [its length / S]; counts of contexts without what followed.</summary>
    public double[] Shorter(ReadOnlySpan<double> law)
    {
        var shorter = new double[law.Length / States];
        for (var c = 0; c < shorter.Length; c++)
        {
            shorter[c] = Numerics.Sum.Of(law.Slice(c * States, States));
        }

        return shorter;
    }

    private double Power(int exponent) => Math.Pow(States, exponent);
}
