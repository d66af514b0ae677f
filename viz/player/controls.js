// Buttons, keys, playing, and the address of a moment.
// SPDX-License-Identifier: MIT
const scrub = byId("scrub");
scrub.min = data.from;
scrub.max = data.to;
onChange((ms) => { scrub.value = ms; });
scrub.addEventListener("input", () => seek(Number(scrub.value)));

// Playing. Who wants little motion gets a step a second instead of a moving mark.
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let playing = null;

function stop() {
  if (!playing) return;
  clearInterval(playing.timer);
  cancelAnimationFrame(playing.frame);
  playing = null;
  byId("play").textContent = "\u25B6";
  byId("play").setAttribute("aria-label", "play");
}

function frame(time) {
  if (!playing) return;
  const passed = playing.last ? time - playing.last : 0;
  playing.last = time;
  playing.frame = requestAnimationFrame(frame);
  seek(now + passed * Number(byId("speed").value));
  if (now >= data.to) stop();
}

function calmStep() {
  stepOn(byId("unit").value || "b");
  if (now >= data.to) stop();
}

function play() {
  if (playing) {
    stop();
    return;
  }
  if (now >= data.to) seek(data.from);
  playing = {};
  byId("play").textContent = "\u275A\u275A";
  byId("play").setAttribute("aria-label", "pause");
  if (calm.matches) playing.timer = setInterval(calmStep, 1000);
  else playing.frame = requestAnimationFrame(frame);
}

function back(kind) {
  stop();
  stepBack(kind ?? byId("unit").value);
}

function next(kind) {
  stop();
  stepOn(kind ?? byId("unit").value);
}

byId("play").addEventListener("click", play);
byId("back").addEventListener("click", () => back());
byId("next").addEventListener("click", () => next());

// Theme and help.
function turnTheme() {
  const root = document.documentElement;
  root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
}

byId("theme").addEventListener("click", turnTheme);
byId("help").addEventListener("click", () => byId("keys").showModal());

// Tabs.
for (const each of views) each.tab.addEventListener("click", () => showView(each.name));

function moveTab(step) {
  const at = (views.indexOf(view) + step + views.length) % views.length;
  showView(views[at].name);
  view.tab.focus();
}

// Choosing a batch and a key without a mouse.
function fillChoice(list, values, none) {
  const wanted = [["", none], ...values.map((value) => [String(value), String(value)])];
  if (wanted.length === list.options.length
    && wanted.every(([value], i) => list.options[i].value === value)) return;
  list.replaceChildren(...wanted.map(([value, text]) => new Option(text, value)));
}

function showChoices() {
  fillChoice(byId("batch"), data.batches.map((batch) => batch.number), "current");
  const keys = knownKeys();
  if (selection.key && !keys.includes(selection.key)) keys.push(selection.key);
  fillChoice(byId("key"), keys, "none");
  byId("batch").value = selection.batch || "";
  byId("key").value = selection.key;
}

onChange(showChoices);
byId("batch").addEventListener("change", (event) => {
  select({ batch: Number(event.target.value) });
});
byId("key").addEventListener("change", (event) => select({ key: event.target.value }));

function moveBatch(step) {
  const numbers = data.batches.map((batch) => batch.number);
  const at = numbers.indexOf(currentBatch());
  const number = numbers[Math.max(0, Math.min(numbers.length - 1, at + step))];
  if (number) select({ batch: number });
}

// Keys.
const KEYS = {
  ArrowLeft: (event) => back(event.shiftKey ? "k" : undefined),
  ArrowRight: (event) => next(event.shiftKey ? "k" : undefined),
  PageUp: (event) => back(event.shiftKey ? "w" : "b"),
  PageDown: (event) => next(event.shiftKey ? "w" : "b"),
  Home: () => { stop(); seek(data.from); },
  End: () => { stop(); seek(data.to); },
  Escape: () => {
    byId("tip").hidden = true;
    select({ batch: 0, key: "", thing: "" });
  },
};
const LETTERS = {
  " ": play, d: turnTheme, "?": () => byId("keys").showModal(),
  b: () => moveBatch(1), B: () => moveBatch(-1),
};

// A list of choices, a button and a text that scrolls keep the keys that are theirs.
function belongsTo(target, key) {
  if (target.matches("select")) return key !== "Escape";
  if (target.matches("button, summary, input[type=checkbox]")) return key === " ";
  return target.matches("#code, #output, #tree, .wide")
    && /^(Page|Home|End|Arrow)/.test(key);
}

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.ctrlKey || event.altKey || event.metaKey || byId("keys").open) return;
  if (target.matches("[role=tab]") && /^Arrow(Left|Right)$/.test(key)) {
    moveTab(key === "ArrowLeft" ? -1 : 1);
    event.preventDefault();
    return;
  }
  if (belongsTo(target, key)) return;
  let act = KEYS[key];
  if (byId("letters").checked) {
    act = act || LETTERS[key];
    const chosen = /^[1-9]$/.test(key) && views[key - 1];
    if (chosen) act = () => showView(chosen.name);
  }
  if (act) {
    act(event);
    event.preventDefault();
  }
});

// The address: #t=5.300&view=window&batch=4&key=dog&theme=dark
let writing = 0;

function writeAddress() {
  const parts = new URLSearchParams({ t: moment(now).slice(0, -2), view: view.name });
  if (selection.batch) parts.set("batch", selection.batch);
  if (selection.key) parts.set("key", selection.key);
  history.replaceState(null, "", `#${parts}`);
}

onChange(() => {
  clearTimeout(writing);
  writing = setTimeout(writeAddress, 200);
});

function readAddress(address) {
  const parts = new URLSearchParams(new URL(address).hash.slice(1));
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = parts.get("theme") || root.dataset.theme
    || (dark ? "dark" : "light");
  const time = Number(parts.get("t"));
  const batch = Number(parts.get("batch"));
  selection.batch = batchOf(batch) ? batch : 0;
  selection.key = parts.get("key") || "";
  now = Number.isFinite(time)
    ? Math.max(data.from, Math.min(data.to, time * 1000)) : data.from;
  markThings();
  showView(parts.get("view") || view.name);
}

addEventListener("hashchange", (event) => readAddress(event.newURL));
readAddress(location.href);
