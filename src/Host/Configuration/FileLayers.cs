namespace Unmask.Host.Configuration;

/// <summary>Reads a pipeline file and the files it extends into one layer each, composed.</summary>
/// <param name="workingDirectory">What shown paths are relative to, absolute.</param>
/// <param name="parser">Reads the text.</param>
/// <param name="looked">Receives every file that is looked for.</param>
/// <param name="errors">Receives missing files, syntax errors and cycles.</param>
internal sealed class FileLayers(string workingDirectory, JsonLayerParser parser, ICollection<string> looked, ErrorList errors)
{
    private readonly Stack<string> _open = new();

    /// <summary>The file laid over the files it extends; null if any cannot be read, which is reported.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="shown">How messages call it.</param>
    public SourceNode? Read(string path, string shown)
    {
        looked.Add(path);
        var origin = new Origin(shown, Path.GetDirectoryName(path)!);
        if (Content(path, shown) is not { } content || parser.ParseFile(content, origin) is not { } root)
        {
            return null;
        }

        root = WithAxes(root);
        if (root[Sections.Extends] is not { } extends)
        {
            return root;
        }

        _open.Push(path);
        var below = Extended(extends).Select(file => Extend(extends, file!)).ToList();
        _open.Pop();
        return below.Contains(null)
            ? null
            : below.Append(root.Without(Sections.Extends)).Aggregate((older, newer) => newer!.Over(AxisPins.Pinned(older!, newer!, errors)));
    }

    private SourceNode? Extend(SourceNode extends, string file)
    {
        var path = Path.GetFullPath(Path.Combine(extends.Origin.Folder, file));
        if (_open.Contains(path))
        {
            var cycle = _open.TakeWhile(open => open != path).Prepend(path).Append(path).Reverse().Select(Shown);
            errors.Add(extends, $"the files extend one another in a circle: {string.Join(" -> ", cycle)}");
            return null;
        }

        if (!File.Exists(path))
        {
            looked.Add(path);
            errors.Add(extends, $"extends {path}, which {InputFiles.Missing(path)}");
            return null;
        }

        return Read(path, Shown(path));
    }

    /// <summary>The axes under the one spelling of their keys, so that layers meet.</summary>
    private SourceNode WithAxes(SourceNode root)
    {
        if (root[Sections.Sweep] is not { Children: { } written } sweep)
        {
            return root;
        }

        var axes = new OrderedDictionary<string, SourceNode>();
        foreach (var (key, axis) in written)
        {
            if (!axes.TryAdd(KeyPath.Normalise(key), axis))
            {
                errors.Add(axis, $"the axis {KeyPath.Normalise(key)} is written twice; keep one");
            }
        }

        return root.With(Sections.Sweep, sweep with { Children = axes });
    }

    private List<string?> Extended(SourceNode extends)
    {
        var files = (extends.Elements() ?? [extends]).Select(element => element.Text).ToList();
        if (extends.Children is null && !files.Contains(null) && !files.Contains(""))
        {
            return files;
        }

        errors.Add(extends, $"got {extends.Describe()}; expected the path of a file, or a list of paths");
        return [];
    }

    private byte[]? Content(string path, string shown)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            var reason = File.Exists(path) ? $"cannot be read: {problem.Message}" : InputFiles.Missing(path);
            errors.Add(parser.Next(), new UserError(shown, "", $"the file {reason}"));
            return null;
        }
    }

    private string Shown(string path)
    {
        var relative = Path.GetRelativePath(workingDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
