using Unmask;
using Unmask.Testing;

namespace MyPlugins.Tests;

/// <summary>The contract of a data law; inherited tests do the rest.</summary>
public sealed class PluginNameTests : DataConformance
{
    /// <summary>The same law by its definition: topic by topic, token by token.</summary>
    protected override IReadOnlyList<double> Probabilities =>
        [.. from first in new[] { 0, 1, 2 }
            from second in new[] { 0, 1, 2 }
            from third in new[] { 0, 1, 2 }
            select new[] { 0, 1, 2 }.Average(topic => Token(first, topic) * Token(second, topic) * Token(third, topic))];

    protected override IDataDistribution Create() => new PluginName(new PluginNameOptions(Length: 3, States: 3, Noise: 0.4));

    private static double Token(int symbol, int topic) => (symbol == topic ? 0.6 : 0) + (0.4 / 3);
}
