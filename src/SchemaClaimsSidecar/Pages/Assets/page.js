// What works without it: everything but dropping files and seeing changes without reloading.
"use strict";

const period = 1000;

// Makes what is shown like what is new, and touches nothing else: focus, what is being typed and what is unfolded stay.
function update(shown, fresh) {
  if (shown.nodeType !== fresh.nodeType || shown.nodeName !== fresh.nodeName) {
    shown.replaceWith(fresh.cloneNode(true));
    return;
  }
  if (shown.nodeType !== Node.ELEMENT_NODE) {
    if (shown.nodeValue !== fresh.nodeValue) shown.nodeValue = fresh.nodeValue;
    return;
  }
  for (const { name, value } of fresh.attributes)
    if (shown.getAttribute(name) !== value) shown.setAttribute(name, value);
  for (const { name } of [...shown.attributes])
    if (!fresh.hasAttribute(name) && !(name === "open" && shown.nodeName === "DETAILS")) shown.removeAttribute(name);
  updateChildren(shown, fresh);
}

const key = node => node.dataset?.key ?? null;

const stays = (child, fresh) => key(child) !== null && [...fresh.children].some(other => key(other) === key(child));

// What has a key is the same thing wherever it stands.
function updateChildren(shown, fresh) {
  const known = new Map([...shown.children].filter(key).map(child => [key(child), child]));
  let place = shown.firstChild;
  for (const child of fresh.childNodes) {
    const same = key(child) === null ? (place !== null && key(place) === null ? place : null) : known.get(key(child)) ?? null;
    if (same === null) {
      shown.insertBefore(child.cloneNode(true), place);
      continue;
    }
    // What is gone is removed rather than moved past, so that what has the focus stays where it is.
    while (place !== null && place !== same && !stays(place, fresh)) {
      const gone = place;
      place = place.nextSibling;
      gone.remove();
    }
    if (place === same) place = place.nextSibling;
    else shown.insertBefore(same, place);
    const next = place;
    update(same, child);
    place = next;
  }
  while (place !== null) {
    const gone = place;
    place = place.nextSibling;
    gone.remove();
  }
}

function announce(area) {
  const announcement = document.getElementById("announcement");
  const summary = [...area.querySelectorAll("[data-summary]")].map(part => part.dataset.summary).join(". ");
  if (area.dataset.told !== undefined && area.dataset.told !== summary) announcement.textContent = summary;
  area.dataset.told = summary;
}

async function refresh(area) {
  const stale = document.getElementById("stale");
  try {
    const response = await fetch(area.dataset.refresh, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(10 * period) });
    if (response.redirected || response.status === 401 || response.status === 403) return location.reload();
    if (!response.ok) throw new Error(`status ${response.status}`);
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
    updateChildren(area, fresh.body);
    stale.hidden = true;
    announce(area);
  } catch {
    stale.hidden = false;
  }
}

async function follow(area) {
  announce(area);
  for (;;) {
    await new Promise(done => setTimeout(done, period));
    if (!document.hidden) await refresh(area);
  }
}

function takeDrops(zone) {
  const input = zone.querySelector("input[type=file]");
  const list = document.getElementById("chosen");
  const show = () => { list.textContent = [...input.files].map(file => file.name).join(", "); };
  input.addEventListener("change", show);
  zone.addEventListener("dragover", event => { event.preventDefault(); zone.classList.add("over"); });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", event => {
    event.preventDefault();
    zone.classList.remove("over");
    const files = new DataTransfer();
    for (const file of [...input.files, ...event.dataTransfer.files]) files.items.add(file);
    input.files = files.files;
    show();
  });
}

document.querySelectorAll("[data-refresh]").forEach(follow);
document.querySelectorAll(".drop").forEach(takeDrops);
