namespace MiniDms.Documents;

/// <summary>What a body is for.</summary>
internal enum DocumentUse
{
    Insert,
    Update,
}
