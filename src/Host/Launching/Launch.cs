using Unmask.Host.Configuration;
using Unmask.Host.Launching.Workers;
using Unmask.Host.Runs;

namespace Unmask.Host.Launching;

/// <summary>A pipeline that is valid, and what is to measure its cells.</summary>
/// <param name="pipeline">The pipeline.</param>
/// <param name="survey">What composing it told.</param>
/// <param name="assignment">What a process of its own is to compose its cells from.</param>
/// <param name="launcher">Measures its cells.</param>
/// <param name="release">Ends what the launcher works with.</param>
internal sealed class Launch(Pipeline pipeline, Survey survey, Assignment assignment, ILauncher launcher, Func<ValueTask> release) : IAsyncDisposable
{
    /// <summary>The pipeline.</summary>
    public Pipeline Pipeline => pipeline;

    /// <summary>What composing it told.</summary>
    public Survey Survey => survey;

    /// <summary>What a process of its own is to compose its cells from.</summary>
    public Assignment Assignment => assignment;

    /// <summary>Measures its cells.</summary>
    public ILauncher Launcher => launcher;

    /// <summary>Ends what the launcher works with.</summary>
    /// <exception cref="Composition.PluginDisposalException">A plugin's service threw when it was disposed.</exception>
    public ValueTask DisposeAsync() => release();
}
