namespace Unmask;

/// <summary>Marks a string option (or an array of them) as input files.</summary>
/// <remarks>
/// The host resolves a relative path against the file that names it, or the working directory from the command line,
/// refuses files that do not exist before anything runs, and counts their contents in the cell's identity.
/// </remarks>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class InputFileAttribute : Attribute;
