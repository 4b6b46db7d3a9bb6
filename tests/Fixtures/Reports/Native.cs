using System.Runtime.InteropServices;

namespace Fixture;

/// <summary>Which SQLite this is, as the native library says itself, such as 3046001.</summary>
internal static class Native
{
    public static IEnumerable<(string Name, double Value)> Facts() => [("version", sqlite3_libversion_number())];

    [DllImport("e_sqlite3")]
    private static extern int sqlite3_libversion_number();
}
