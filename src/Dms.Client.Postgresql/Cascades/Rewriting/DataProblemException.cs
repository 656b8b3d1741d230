namespace Dms.Client.Postgresql.Cascades.Rewriting;

/// <summary>A document, or the schema, makes a cascade impossible.</summary>
internal sealed class DataProblemException(string message, Exception? inner = null) : Exception(message, inner);
