namespace Unmask;

/// <summary>A data law that knows its information curve without enumeration.</summary>
public interface IInformationCurve
{
    /// <summary>Computes <c>h(0), …, h(L−1)</c> (T 1.2). May be long; not cached here: the host keeps it.</summary>
    InformationCurve Curve(CancellationToken stop);
}
