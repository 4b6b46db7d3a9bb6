namespace Unmask.Host.Launching.Slurm;

/// <summary>Slurm refused something; the message is for the user.</summary>
internal sealed class SlurmException(string message) : Exception(message);
