namespace Unmask;

/// <summary>A component that may have more to offer than its contract says.</summary>
/// <remarks>
/// Ask <see cref="Find{T}"/>, never <c>is</c>: a decorator (a tempered predictor, a law conditioned on a prompt) forwards
/// the capabilities it keeps and hides those it breaks. Thread safety: as the component's own.
/// </remarks>
public interface ICapable
{
    /// <summary>The capability <typeparamref name="T"/>, or null if this component does not have it.</summary>
    T? Find<T>() where T : class => this as T;
}
