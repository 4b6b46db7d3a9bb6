using Microsoft.Extensions.DependencyInjection;

namespace Unmask;

/// <summary>Registers services that the plugins of one assembly share, such as a table that several of them look up.</summary>
/// <remarks>
/// <para>Implemented by one public class of the assembly, with a public constructor without parameters; it is found by being there.
/// The services are for the constructors of this assembly's plugins only, and of the services themselves: they know nothing of the
/// pipeline. A plugin's parameter that is a record of its own assembly is its options, never a service.</para>
/// <para>Lifetimes: <see cref="Register"/> is called once for each composed pipeline, when the first plugin asks for a service. What it
/// registers as a singleton (or scoped, which is the same here) is made once, serves every cell, and is disposed when the pipeline
/// is done with; instances it brings along are not disposed.</para>
/// <para>Errors: a service that is asked for and not registered, or that cannot be made, and anything thrown here, is an error of the
/// configuration, told before any cell runs.</para>
/// <para>Thread safety: one instance of a service serves many cells and threads at once, as the plugins that hold it do.</para>
/// <example>
/// <code>
/// public sealed class Registration : IServiceRegistration
/// {
///     public void Register(IServiceCollection services) => services.AddSingleton&lt;Vocabulary&gt;();
/// }
///
/// [Plugin("rare-first")]
/// public sealed class RareFirst(RareFirstOptions options, Vocabulary vocabulary) : ISchedule …
/// </code>
/// </example>
/// </remarks>
public interface IServiceRegistration
{
    /// <summary>Adds the services.</summary>
    /// <param name="services">An empty collection.</param>
    void Register(IServiceCollection services);
}
