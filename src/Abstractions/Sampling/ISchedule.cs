namespace Unmask;

/// <summary>Chooses which masked positions a step reveals.</summary>
/// <remarks>
/// <para>Source: LC (6); <c>D_t ⊆ M_t</c>, revealed tokens are then drawn independently from the predictor.</para>
/// <para>Contract: positions are distinct and masked; at least one while any is masked; the same step, rows, memory and choices
/// give the same positions, whatever was asked before; once warm, a step allocates nothing, or the plugin's documentation says so.</para>
/// <para>Capabilities: <see cref="ISizeLaw"/>, of a schedule whose steps reveal uniformly random sets of the sizes it gives.</para>
/// <para>Thread safety: one instance serves many sequences at once and keeps no state between calls.</para>
/// </remarks>
[Section("schedule")]
public interface ISchedule : ICapable
{
    /// <summary>What the schedule looks at; what it does not name is not passed.</summary>
    Observes Observes { get; }

    /// <summary>How many integers of memory each sequence needs.</summary>
    int Memory => 0;

    /// <summary>Reveals positions of one sequence for one step.</summary>
    /// <param name="step">Step number, tokens, masked positions, per-sequence memory.</param>
    /// <param name="rows">The predictor's rows at the masked positions; empty unless <see cref="Observes.Rows"/>.</param>
    /// <param name="choose">The only source of randomness; at least one masked position must be revealed.</param>
    void Reveal(in Step step, in Rows rows, IChoices choose);
}
