namespace Dms.Client.Postgresql.Authorization;

/// <summary>A strategy of a <see cref="Claims.ClaimDecision"/>, and how its result counts.</summary>
/// <param name="Name">The strategy's name, such as <c>RelationshipsWithEdOrgsAndPeople</c>.</param>
/// <param name="Operator">How its result counts; DMS of 2025 joins all strategies by <see cref="StrategyOperator.Or"/>.</param>
public readonly record struct AuthorizationStrategy(string Name, StrategyOperator Operator = StrategyOperator.Or);
