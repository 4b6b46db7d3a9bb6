using Unmask.Host.Configuration;

namespace Unmask.Host.Composition;

/// <summary>What a plugin's constructor may ask the pipeline for: components of other sections, the shape, what is derived.</summary>
/// <param name="shape">The shape that the plugin is made for, once the data law has said it.</param>
/// <param name="services">What there is to ask for, by the shape that the plugin is made for.</param>
internal sealed class Surroundings(Shape? shape, Func<Shape?, IServiceProvider> services)
{
    private readonly IServiceProvider _services = services(shape);

    /// <summary>The shape that the plugin is made for.</summary>
    public Shape? Shape => shape;

    /// <summary>What a parameter of this type gets, or null if the pipeline does not have it.</summary>
    public object? Get(Type asked) => _services.GetService(asked);

    /// <summary>The same for a component that serves a part of a sequence.</summary>
    public Surroundings Within(Shape part) => new(part, services);
}

/// <summary>A plugin's instance, and what it was made for.</summary>
/// <param name="Component">Its options.</param>
/// <param name="Instance">The instance.</param>
/// <param name="Shape">The shape that it was made for, once the data law has said it.</param>
internal sealed record MadeComponent(ComponentConfiguration Component, object Instance, Shape? Shape);
