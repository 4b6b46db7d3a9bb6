namespace Unmask;

/// <summary>
/// Options of a plugin whose own components (<see cref="ComponentAttribute"/>) serve a part of a sequence, such as a block: they are made
/// for that part's shape, and check their options against it.
/// </summary>
/// <remarks>Such a component gets no <see cref="IDerived{T}"/>: what is derived is of whole sequences. Implemented by the options record.</remarks>
public interface IPartOptions
{
    /// <summary>The shape of a part.</summary>
    /// <param name="whole">The shape that the plugin itself is made for. The part may not be longer, and has the same symbols.</param>
    Shape Part(Shape whole);
}
