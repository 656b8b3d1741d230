namespace Dms.Client.Postgresql.Tests.Support;

/// <summary>A reference of a resource of a test: its name, what it refers to, and where each identity value stands.</summary>
internal sealed record TestReference(string Name, string Target, params (string IdentityPath, string ReferencePath)[] Paths);
