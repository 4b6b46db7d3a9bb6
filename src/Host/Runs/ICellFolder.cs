namespace Unmask.Host.Runs;

/// <summary>The folder of a run, as those who measure its cells see it: nothing but the place of their files.</summary>
internal interface ICellFolder
{
    /// <summary>Its full path.</summary>
    string Path { get; }

    /// <summary>The finished cells.</summary>
    CellStore Cells { get; }
}
