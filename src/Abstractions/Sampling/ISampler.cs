namespace Unmask;

/// <summary>Turns noise into a sequence, step by step.</summary>
/// <remarks>
/// <para>A sequence starts from the process's prior; the host calls <see cref="Move"/> until no position is masked.</para>
/// <para>Contract: as that of <see cref="ISchedule"/>: positions are distinct and masked; at least one a step; the same step, rows,
/// memory and choices give the same decision; once warm, a step allocates nothing, or the plugin's documentation says so.</para>
/// <para>Thread safety: one instance serves many sequences at once and keeps no state between calls.</para>
/// </remarks>
[Section("sampler")]
public interface ISampler : ICapable
{
    /// <summary>How many sequences estimating metrics draw unless told otherwise, at least 2.</summary>
    long Samples { get; }

    /// <summary>What the sampler looks at; what it does not name is not passed.</summary>
    Observes Observes { get; }

    /// <summary>How many integers of memory each sequence needs.</summary>
    int Memory => 0;

    /// <summary>Moves one sequence by one step.</summary>
    /// <param name="step">Step number, tokens, masked positions, per-sequence memory.</param>
    /// <param name="rows">The predictor's rows at the masked positions; empty unless <see cref="Observes.Rows"/>.</param>
    /// <param name="choose">The only source of randomness.</param>
    void Move(in Step step, in Rows rows, IChoices choose);
}
