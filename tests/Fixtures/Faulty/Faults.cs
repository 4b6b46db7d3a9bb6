using System.ComponentModel;
using Fixture.Faults;

namespace Fixture.Faulty;

/// <summary>Options of every plugin here.</summary>
/// <param name="At">Where it throws, such as <c>constructor</c>; nowhere by default.</param>
/// <param name="How">What the library does then.</param>
public sealed record FaultyOptions([Description("where it throws")] string At = "", [Description("what the library does")] string How = "own")
{
    public string At { get; } = At == "options" ? throw new InvalidOperationException("these options are impossible") : At;

    /// <summary>Throws if this is the place.</summary>
    public void Pass(string here)
    {
        if (At == here)
        {
            Fault.Raise(How);
        }
    }
}
