using SchemaClaimsSidecar.Pages.Markup;

namespace SchemaClaimsSidecar.Pages.Publishing;

/// <summary>Where documents are chosen.</summary>
internal static class UploadForm
{
    public static Page Page { get; } = new("Upload", PageArea.Upload, Html.Of(
        $"""
        <p>A schema is a core with its extensions; claims are a claims document with its fragments. Choose all that belong together:
        which is which is found in the documents. First you see what they would change; nothing is published before you say so.</p>
        <form method="post" action="/upload" enctype="multipart/form-data">
        <div class="drop">
        <label for="documents">Documents: drop them here, or choose them</label>
        <input id="documents" name="documents" type="file" multiple required accept=".json,application/json">
        <p id="chosen" class="hint" role="status"></p>
        </div>
        <div class="options">
        <div><label for="rules">Merge rules</label>
        <select id="rules" name="{UploadFields.Rules}"><option>2026</option><option>{UploadFields.Rules2025}</option></select></div>
        <div><label for="to">Only for a part of the fleet</label>
        <input id="to" name="{UploadFields.To}" placeholder="10% or zone=a" autocomplete="off"></div>
        <div><label for="auto">Decide by itself after</label>
        <input id="auto" name="{UploadFields.Auto}" placeholder="5m" autocomplete="off"></div>
        <div><label class="check"><input type="checkbox" name="{UploadFields.Strict}" value="yes"> Warnings refuse it</label></div>
        </div>
        <button>Show what it would change</button>
        </form>
        """));

    public static Page ElsewherePage(string upstream) => new("Upload", PageArea.Upload, Html.Of(
        $"""<p class="hint">This sidecar relays what it is sent. Upload to the sidecar with the store: it follows {upstream}.</p>"""));
}
