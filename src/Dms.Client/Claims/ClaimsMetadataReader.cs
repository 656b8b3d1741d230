using System.Text.Json;
using SchemaClaims.Contracts;

namespace Dms.Client.Claims;

/// <summary>Reads claim-set metadata in one pass over its bytes. Properties that it does not know are passed over.</summary>
internal ref struct ClaimsMetadataReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly ClaimSetPool _pool;
    private readonly bool _mayRefer;
    private readonly List<(string Name, int AuthorizationId)> _claims = [];
    private readonly List<(int Id, ActionGrant[] Grants)> _authorizations = [];
    private readonly List<ActionGrant> _grants = [];
    private readonly List<string> _strategyNames = [];
    private Utf8JsonReader _json;

    private ClaimsMetadataReader(ReadOnlySpan<byte> json, ClaimSetPool pool, bool mayRefer)
    {
        _json = new Utf8JsonReader(json);
        _bytes = json;
        _pool = pool;
        _mayRefer = mayRefer;
    }

    /// <param name="json">The bytes.</param>
    /// <param name="pool">Where names and claim sets are kept.</param>
    /// <param name="mayRefer">Whether an entry with nothing but a name stands for the claim set of that name which tenants share.</param>
    /// <exception cref="InvalidDataException">The bytes are no claim-set metadata.</exception>
    public static IReadOnlyList<ClaimSetEntry> Read(ReadOnlySpan<byte> json, ClaimSetPool pool, bool mayRefer)
    {
        var reader = new ClaimsMetadataReader(json, pool, mayRefer);
        try
        {
            return reader.ReadClaimSets();
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // The latter is how the reader says that a string is not valid UTF-8 or holds half a surrogate pair.
            throw new InvalidDataException(
                $"The claims are not JSON, near byte {reader._json.TokenStartIndex}: {malformed.Message}", malformed);
        }
    }

    private List<ClaimSetEntry> ReadClaimSets()
    {
        var claimSets = new List<ClaimSetEntry>();
        _json.Read();
        Expect(JsonTokenType.StartArray);
        while (NextItem())
            claimSets.Add(FindClaimSet());
        _json.Read();
        return claimSets;
    }

    /// <summary>The claim set that was made of the same bytes, or this one, read.</summary>
    private ClaimSetEntry FindClaimSet()
    {
        var beginning = _json;
        _json.Skip();
        var digest = Digest.Of(_bytes[(int)beginning.TokenStartIndex..(int)_json.BytesConsumed]);
        if (_pool.Find(digest) is { } known)
            return known;
        _json = beginning;
        var claimSet = ReadClaimSet();
        _pool.Add(digest, claimSet);
        return claimSet;
    }

    private ClaimSetEntry ReadClaimSet()
    {
        string? name = null;
        bool claims = false, authorizations = false;
        _claims.Clear();
        _authorizations.Clear();
        while (NextProperty())
        {
            if (_json.ValueTextEquals("claimSetName"u8))
                name = ReadName();
            else if (_json.ValueTextEquals("claims"u8))
                claims = ReadClaims();
            else if (_json.ValueTextEquals("authorizations"u8))
                authorizations = ReadAuthorizations();
            else
                SkipValue();
        }

        Require(name is not null, "claimSetName");
        if (_mayRefer && !claims && !authorizations)
            return new ClaimSetEntry(name!, Content: null);
        Require(claims, "claims");
        Require(authorizations, "authorizations");
        return new ClaimSetEntry(name!, new ClaimSetContent(name!, Join()));
    }

    /// <summary>Each claim with each authorization of its id; one without any vanishes, as in DMS.</summary>
    private readonly GrantedClaim[] Join()
    {
        var joined = new List<GrantedClaim>(_claims.Count);
        foreach (var (name, id) in _claims)
        {
            foreach (var authorization in _authorizations)
            {
                if (authorization.Id == id)
                    joined.Add(new GrantedClaim(name, authorization.Grants));
            }
        }

        return [.. joined];
    }

    private bool ReadClaims()
    {
        ReadValue(JsonTokenType.StartArray);
        while (NextItem())
        {
            string? name = null;
            int? id = null;
            while (NextProperty())
            {
                if (_json.ValueTextEquals("name"u8))
                    name = ReadName();
                else if (_json.ValueTextEquals("authorizationId"u8))
                    id = ReadId();
                else
                    SkipValue();
            }

            Require(name is not null, "name");
            Require(id is not null, "authorizationId");
            _claims.Add((name!, id!.Value));
        }

        return true;
    }

    private bool ReadAuthorizations()
    {
        ReadValue(JsonTokenType.StartArray);
        while (NextItem())
        {
            int? id = null;
            ActionGrant[]? grants = null;
            while (NextProperty())
            {
                if (_json.ValueTextEquals("id"u8))
                    id = ReadId();
                else if (_json.ValueTextEquals("actions"u8))
                    grants = ReadActions();
                else
                    SkipValue();
            }

            Require(id is not null, "id");
            Require(grants is not null, "actions");
            _authorizations.Add((id!.Value, grants!));
        }

        return true;
    }

    private ActionGrant[] ReadActions()
    {
        _grants.Clear();
        ReadValue(JsonTokenType.StartArray);
        while (NextItem())
        {
            string? name = null;
            var strategies = false;
            while (NextProperty())
            {
                if (_json.ValueTextEquals("name"u8))
                    name = ReadName();
                else if (_json.ValueTextEquals("authorizationStrategies"u8))
                    strategies = ReadStrategies();
                else
                    SkipValue();
            }

            Require(name is not null, "name");
            Require(strategies, "authorizationStrategies");
            _grants.Add(new ActionGrant(name!, StrategyLists.Of(_strategyNames)));
        }

        return [.. _grants];
    }

    private bool ReadStrategies()
    {
        _strategyNames.Clear();
        ReadValue(JsonTokenType.StartArray);
        while (NextItem())
        {
            string? name = null;
            while (NextProperty())
            {
                if (_json.ValueTextEquals("name"u8))
                    name = ReadName();
                else
                    SkipValue();
            }

            Require(name is not null, "name");
            _strategyNames.Add(name!);
        }

        return true;
    }

    /// <summary>Steps to the next object of an array.</summary>
    private bool NextItem()
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.EndArray)
            return false;
        Expect(JsonTokenType.StartObject);
        return true;
    }

    private bool NextProperty()
    {
        _json.Read();
        return _json.TokenType == JsonTokenType.PropertyName;
    }

    private void ReadValue(JsonTokenType expected)
    {
        _json.Read();
        Expect(expected);
    }

    private void SkipValue()
    {
        _json.Read();
        _json.Skip();
    }

    private string ReadName()
    {
        ReadValue(JsonTokenType.String);
        var name = _pool.Names.Read(ref _json);
        return name.Length > 0 ? name : throw Invalid("a name is empty");
    }

    private int ReadId()
    {
        ReadValue(JsonTokenType.Number);
        return _json.TryGetInt32(out var id) ? id : throw Invalid("an id is no 32-bit integer");
    }

    private readonly void Expect(JsonTokenType expected)
    {
        if (_json.TokenType != expected)
            throw Invalid($"expected {expected}, found {_json.TokenType}");
    }

    private readonly void Require(bool present, string property)
    {
        if (!present)
            throw Invalid($"an object ends without '{property}'");
    }

    private readonly InvalidDataException Invalid(string problem) =>
        new($"The claims are no claim-set metadata: {problem} at byte {_json.TokenStartIndex}.");
}
