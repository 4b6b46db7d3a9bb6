namespace Unmask.Plugins.Data.Text;

/// <summary>How text becomes symbols.</summary>
public enum Alphabet
{
    /// <summary>27 symbols: a…z are 0…25 and space is 26; A–Z are lower-cased, anything else is space, and runs of space are one.</summary>
    Letters,

    /// <summary>256 symbols: the file's bytes.</summary>
    Bytes,
}
