namespace Unmask.Plugins.Data.Text;

/// <summary>All windows of L symbols in some texts; none goes across two texts. Immutable, so thread-safe.</summary>
internal sealed class TextWindows
{
    private readonly int _length;
    private readonly int[][] _texts;
    private readonly int[] _before;

    /// <summary>Creates the windows.</summary>
    /// <param name="texts">The texts as symbols; those shorter than a window have none.</param>
    /// <param name="length">Symbols of a window, L.</param>
    public TextWindows(IEnumerable<int[]> texts, int length)
    {
        _length = length;
        var (kept, before) = (new List<int[]>(), new List<int> { 0 });
        foreach (var text in texts)
        {
            Longest = Math.Max(Longest, text.Length);
            if (text.Length >= length)
            {
                kept.Add(text);
                before.Add(checked(before[^1] + text.Length - length + 1));
            }
        }

        (_texts, _before) = ([.. kept], [.. before]);
    }

    /// <summary>The number of windows N.</summary>
    public int Count => _before[^1];

    /// <summary>The length of the longest text.</summary>
    public int Longest { get; }

    /// <summary>Window k, 0…N−1: text by text, each from left to right. Shape [L].</summary>
    public ReadOnlySpan<int> this[int k]
    {
        get
        {
            var found = Array.BinarySearch(_before, k);
            var text = found < 0 ? ~found - 1 : found;
            return _texts[text].AsSpan(k - _before[text], _length);
        }
    }
}
