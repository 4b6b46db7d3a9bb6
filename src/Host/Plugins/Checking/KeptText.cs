using System.Text;

namespace Unmask.Host.Plugins.Checking;

/// <summary>The beginning and the end of what a process writes, however much it is. Thread-safe.</summary>
internal sealed class KeptText
{
    private const int Beginning = 2048;
    private const int End = 6144;

    private readonly Lock _lock = new();
    private readonly List<byte> _first = [];
    private readonly Queue<byte> _last = [];
    private long _left;

    /// <summary>Adds what a process writes, until it closes the stream.</summary>
    /// <remarks>That may be never, if something that the process left behind holds the stream.</remarks>
    public async Task Follow(Stream output)
    {
        var buffer = new byte[4096];
        try
        {
            for (int read; (read = await output.ReadAsync(buffer, CancellationToken.None)) > 0;)
            {
                Add(buffer.AsSpan(0, read));
            }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The process was disposed of while something it left behind still held the stream.
        }
    }

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            foreach (var each in bytes)
            {
                if (_first.Count < Beginning)
                {
                    _first.Add(each);
                    continue;
                }

                _last.Enqueue(each);
                if (_last.Count > End)
                {
                    _last.Dequeue();
                    _left++;
                }
            }
        }
    }

    /// <summary>What was kept, without white space at its ends; from here on it is empty.</summary>
    public string Take()
    {
        lock (_lock)
        {
            var first = Encoding.UTF8.GetString([.. _first]);
            var last = Encoding.UTF8.GetString([.. _last]);
            var text = _left > 0 ? $"{first}\n[{_left} bytes left out]\n{last}" : Encoding.UTF8.GetString([.. _first, .. _last]);
            _first.Clear();
            _last.Clear();
            _left = 0;
            return text.Trim();
        }
    }
}
