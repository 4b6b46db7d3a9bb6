namespace Unmask.Interpretation;

/// <summary>A plugin broke its contract. The message completes "the plugin …".</summary>
internal sealed class ContractException(string message) : Exception(message);
