namespace Dms.Client.Postgresql.Authorization;

/// <summary>How the result of a strategy counts beside those of others.</summary>
public enum StrategyOperator
{
    /// <summary>One of all such strategies must authorize.</summary>
    Or,

    /// <summary>The strategy must authorize.</summary>
    And,
}
