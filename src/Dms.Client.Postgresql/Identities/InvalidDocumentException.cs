namespace Dms.Client.Postgresql.Identities;

/// <summary>A document does not have the shape that its schema asks for.</summary>
public sealed class InvalidDocumentException : Exception
{
    /// <summary>Says what is wrong with the document and where.</summary>
    public InvalidDocumentException(string message)
        : base(message)
    {
    }
}
