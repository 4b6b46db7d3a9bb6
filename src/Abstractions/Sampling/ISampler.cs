namespace Unmask;

/// <summary>Turns noise into a sequence, step by step.</summary>
/// <remarks>
/// <para>A sequence starts from the process's prior: all masks, or, under a process without a mask, independent draws of its prior. The host
/// calls <see cref="Move"/> until no position is masked, or until a sampler that <see cref="Revises"/> says that it is done.</para>
/// <para>Contract: as that of <see cref="ISchedule"/>: positions are distinct and masked; at least one a step; the same step, rows,
/// memory and choices give the same decision; once warm, a step allocates nothing, or the plugin's documentation says so.
/// A sampler that <see cref="Idles"/> may do nothing in a step; one that <see cref="Revises"/> may also mask revealed positions again
/// or draw their tokens anew, each position once a step, and says by <see cref="Continues"/> when it is done.</para>
/// <para>Capabilities: <see cref="ISizeLaw"/>, of a sampler whose steps reveal uniformly random sets of the sizes it gives, each token
/// from the predictor's row: its error is then exact at any length (T 1.6). One that idles gives laws that sum to less than 1: the rest is
/// the probability that the step reveals nothing. <see cref="ILawSource"/>, of a sampler that knows its law.</para>
/// <para>Under a process without a mask nothing is ever masked, and every token may change: only a sampler whose constructor asks for
/// <see cref="IForwardProcess"/> is offered one.</para>
/// <para>Thread safety: one instance serves many sequences at once and keeps no state between calls.</para>
/// </remarks>
[Section("sampler")]
public interface ISampler : ICapable
{
    /// <summary>How many sequences estimating metrics draw unless told otherwise, at least 2.</summary>
    long Samples { get; }

    /// <summary>What the sampler looks at; what it does not name is not passed.</summary>
    Observes Observes { get; }

    /// <summary>Which rows this step looks at, no more than <see cref="Observes"/> says: those it does not look at cost no predictor call.</summary>
    /// <remarks>Depends on the step and its memory only, and changes neither.</remarks>
    /// <param name="step">The step that follows.</param>
    Observes ObservesAt(in Step step) => Observes;

    /// <summary>How many integers of memory each sequence needs.</summary>
    int Memory => 0;

    /// <summary>Whether a step may leave everything as it is, as those on a grid of times do.</summary>
    bool Idles => false;

    /// <summary>Whether revealed tokens may change. Discarded tokens then bear on later choices, so replay does not apply (T 1.8).</summary>
    bool Revises => false;

    /// <summary>Whether masks may be left when the sampler is done: what it generates is then sequences over S+1 symbols, the mask the last.</summary>
    /// <remarks>Of samplers that <see cref="Revises"/> only.</remarks>
    bool Leaves => false;

    /// <summary>Whether it draws real numbers (<see cref="IChoices.Uniform"/>), so that its choices cannot be enumerated.</summary>
    bool IsContinuous => false;

    /// <summary>The time at which the score is read, in a step that looks at <see cref="Observes.Scores"/>; above 0.</summary>
    /// <remarks>Depends on the step and its memory only, and changes neither. It may differ from sequence to sequence.</remarks>
    /// <param name="step">The step that follows.</param>
    double Time(in Step step) => throw new NotSupportedException("This sampler looks at no score.");

    /// <summary>Whether another step follows; asked before every step but the first, of samplers that <see cref="Revises"/> only.</summary>
    /// <remarks>When it is false, no position may be masked, unless the sampler <see cref="Leaves"/> masks. Depends on the step and its memory only, and changes neither.</remarks>
    /// <param name="step">The step that would follow; its <see cref="Step.Masked"/> may be empty.</param>
    bool Continues(in Step step) => step.Masked.Length > 0;

    /// <summary>Sections that it asked for, was given and has no use for, such as a noise beside a schedule: a note of the run says so.</summary>
    IReadOnlyList<string> Unused => [];

    /// <summary>Moves one sequence by one step.</summary>
    /// <param name="step">Step number, tokens, masked positions, per-sequence memory.</param>
    /// <param name="rows">
    /// The predictor's rows at the masked positions, or at every position, or the score's ratios; empty unless <see cref="ObservesAt"/> is
    /// <see cref="Observes.Rows"/>, <see cref="Observes.EveryRow"/> or <see cref="Observes.Scores"/>.
    /// </param>
    /// <param name="choose">The only source of randomness.</param>
    void Move(in Step step, in Rows rows, IChoices choose);
}
