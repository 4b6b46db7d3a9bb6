namespace Unmask;

/// <summary>Lets an array option be written as one element: <c>"files": "a.txt"</c> means <c>["a.txt"]</c>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OneOrManyAttribute : Attribute;
