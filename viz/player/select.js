// What is selected: a batch, a key, or one thing; it stands out in every view. And what
// the mouse is over.
// SPDX-License-Identifier: MIT
const selection = { batch: 0, key: "", thing: "" };

const batchOf = (number) => data.batches.find((batch) => batch.number === number);

// The selected batch; else the one that runs, or the last one that was formed.
function currentBatch() {
  if (selection.batch) return selection.batch;
  const formed = data.batches.filter((batch) => batch.time <= now);
  const busy = formed.find((batch) => batch.started <= now
    && !(batch.completed <= now));
  return (busy || formed[formed.length - 1] || { number: 0 }).number;
}

// The key of a state: the end of its id; if that cannot hold it, the beginning of its
// name.
function keyOf(node) {
  const match = /^state-\d+-(.*)$/.exec(node.dataset.id || "");
  if (!match) return undefined;
  const named = /^(.*) in batch \d+:/.exec(node.dataset.name || "");
  return match[1].startsWith("key:") ? (named || [])[1] : match[1];
}

// The keys that were seen so far: of states, and of pairs that were printed.
function knownKeys() {
  const keys = new Set();
  for (const node of document.querySelectorAll("[data-id^='state-']:not(.future)")) {
    const key = node.dataset.name && keyOf(node);
    if (key) keys.add(key);
  }
  for (const [time, text] of data.output) {
    if (time > now) break;
    for (const match of text.matchAll(/^\(([^(),]+),/gm)) keys.add(match[1]);
  }
  return [...keys].sort().slice(0, 200);
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

// Whether a thing is about the key: its state, or a record in which it is a word.
function isOfKey(node, key, word) {
  if (keyOf(node) === key) return true;
  return node.classList.contains("record") && word.test(node.dataset.name || "");
}

function markThings() {
  const { batch, key, thing } = selection;
  const word = new RegExp(`(^|[^\\p{L}\\p{N}])${escaped(key)}($|[^\\p{L}\\p{N}])`, "u");
  for (const node of document.querySelectorAll(".picture g[class]")) {
    const id = node.dataset.id || "";
    node.classList.toggle("lit", batch > 0
      && (node.classList.contains(`batch-${batch}`) || id === `batch-${batch}`));
    node.classList.toggle("marked", thing !== "" && id === thing
      || key !== "" && isOfKey(node, key, word));
  }
}

function select(change) {
  Object.assign(selection, change);
  markThings();
  refresh();
}

// A name says how something ended, behind a colon or as its last number; while it is
// under way that is not known.
function nameOf(node) {
  const name = node.dataset.name;
  const picture = view.pictures.find((each) => each.graph.contains(node));
  if (!node.matches(".cut") || !picture || !picture.axis) return name;
  const box = node.getBBox();
  if (box.x + box.width <= picture.axis.x(now) + 0.5) return name;
  return name.replace(/:.*$| [\d.]+ m?s$/, "") + " (not over yet)";
}

const named = (event) => event.target.closest && event.target.closest("[data-name]");

function showTip(event) {
  const node = named(event), tip = byId("tip");
  tip.hidden = !node;
  if (!node) return;
  tip.textContent = nameOf(node);
  const left = Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8);
  const below = event.clientY + 18, height = tip.offsetHeight;
  const top = below + height < innerHeight ? below : event.clientY - height - 10;
  tip.style.transform = `translate(${Math.max(4, left)}px, ${top}px)`;
}

byId("stage").addEventListener("pointermove", showTip);
byId("stage").addEventListener("pointerleave", () => { byId("tip").hidden = true; });
byId("stage").addEventListener("click", (event) => {
  const node = event.target.closest("[data-id], [class*='batch-']");
  if (!node || !node.closest(".picture")) return;
  const id = (node.dataset.id || "").replace(/-label$/, "");
  const match = /(?:^| )batch-(\d+)/.exec(`${node.getAttribute("class")} ${id}`);
  const key = keyOf(node);
  select({
    thing: named(event) ? id : "", key: key ?? selection.key,
    batch: match ? Number(match[1]) : selection.batch,
  });
});
