using System.Runtime.InteropServices;
using Unmask;

namespace Fixture.LoadsNative;

/// <summary>Loads the native library that lies beside it.</summary>
[Plugin("loads-native")]
public sealed class LoadsNative : ISizeLaw
{
    private static readonly nint _library = NativeLibrary.Load(Path.Combine(Path.GetDirectoryName(typeof(LoadsNative).Assembly.Location)!, "libfixture.so"));

    public nint Library { get; } = _library;

    public int Sizes(int step, int left, Span<double> law)
    {
        law[0] = 1;
        return 1;
    }
}
