namespace Unmask;

/// <summary>A derived quantity and the method that gave it.</summary>
/// <param name="Value">The quantity.</param>
/// <param name="Method">The method's name, as written in results: <c>curve</c>, <c>law</c>, <c>replay</c>, <c>samples</c>.</param>
/// <typeparam name="T">What was derived.</typeparam>
public readonly record struct Derived<T>(T Value, string Method) where T : class;
