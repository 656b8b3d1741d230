using Microsoft.AspNetCore.Http;

namespace ConfigurationService;

/// <summary>What happens to a request instead of, or around, its answer.</summary>
/// <param name="context">The request and its response.</param>
/// <param name="answer">Answers as if nothing were wrong.</param>
public delegate Task Fault(HttpContext context, Func<Task> answer);
