namespace Unmask.Testing;

/// <summary>What schedules, size laws and samplers promise alike: each test is one sentence of the contract.</summary>
/// <remarks>Inherit <see cref="ScheduleConformance"/>, <see cref="SizeLawConformance"/> or <see cref="SamplerConformance"/>.</remarks>
public abstract class SamplingConformance
{
    private protected SamplingConformance()
    {
    }

    /// <summary>
    /// The lengths and vocabularies to try. Those the plugin refuses as <see cref="IValidates"/> are left out; at least one has to
    /// remain. Where there are few partly masked sequences every reachable state and every path of choices is followed, elsewhere
    /// sequences are drawn.
    /// </summary>
    protected virtual IReadOnlyList<Shape> Shapes => [new(1, 2), new(2, 3), new(4, 2), new(4, 3), new(24, 4)];

    /// <summary>Whether a step allocates nothing once warm, as the contract asks of plugins that large runs use.</summary>
    protected virtual bool AllocatesNothing => true;

    /// <summary>
    /// Whether choices depend on revealed tokens only, so that replay applies (T 1.8). False for a plugin that looks at drawn
    /// candidates: it uses <see cref="IChoices.Write"/>.
    /// </summary>
    protected virtual bool Replays => true;

    private protected abstract ISampler Sampler(Shape shape);
}
