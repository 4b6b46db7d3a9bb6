using Unmask;

namespace Fixture.Sound;

/// <summary>Fits no pipeline, and names the fixtures that are loaded into the process.</summary>
[Plugin("tells-what-is-loaded")]
public sealed class TellsWhatIsLoaded : ISizeLaw, IValidates
{
    public int Sizes(int step, int left, Span<double> law)
    {
        law[0] = 1;
        return 1;
    }

    public void Validate(Shape shape, Problems problems) => problems.Add($"loaded: {string.Join(", ", AppDomain.CurrentDomain.GetAssemblies()
        .Select(assembly => assembly.GetName().Name!).Where(name => name.StartsWith("Fixture.", StringComparison.Ordinal)).Order())}");
}
