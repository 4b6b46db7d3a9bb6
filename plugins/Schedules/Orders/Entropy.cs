using Unmask.Numerics;

namespace Unmask.Plugins.Schedules;

/// <summary>Lowest conditional entropy first: <c>H(p̂_i(·|revealed tokens))</c>, nats; ties to the lowest index.</summary>
/// <remarks>Not always better than random positions: ties pick neighbours (T 1.4).</remarks>
[Plugin(
    "entropy",
    Summary = "Positions of lowest conditional entropy first",
    Equation = "next = argmin_i H(p̂_i(· | revealed)), ties to the lowest index",
    Notes = OrderNotes.Ties + OrderNotes.Replays + " Not always better than random positions: ties pick neighbours.",
    Reference = "T 1.8; LC section 3.2",
    Example = """{"steps": 8}""")]
public sealed class Entropy(OrderOptions options) : ScoredOrder(options, Entropies.Entropy);
