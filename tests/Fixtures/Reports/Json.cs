using System.Reflection;
using System.Runtime.Loader;
using Newtonsoft.Json;

namespace Fixture;

/// <summary>Which Newtonsoft.Json this is, by its version and by what it does: from 13 on it refuses to read below a depth of 64.</summary>
internal static class Json
{
    public static IEnumerable<(string Name, double Value)> Facts() =>
    [
        ("major", typeof(JsonConvert).Assembly.GetName().Version!.Major),
        ("reads-depth-100", Reads(new string('[', 100) + new string(']', 100)) ? 1 : 0),
        ("own-context", AssemblyLoadContext.GetLoadContext(typeof(JsonConvert).Assembly) == AssemblyLoadContext.GetLoadContext(Assembly.GetExecutingAssembly()) ? 1 : 0),
    ];

    private static bool Reads(string text)
    {
        try
        {
            return JsonConvert.DeserializeObject(text) is not null;
        }
        catch (JsonReaderException)
        {
            return false;
        }
    }
}
