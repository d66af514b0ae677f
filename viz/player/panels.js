// What stands around the picture: the program, what it printed, the facts.
// SPDX-License-Identifier: MIT

// The program and what was printed ---------------------------------------------------

const lines = [...document.querySelectorAll("#code li")];

function lightLines(ms) {
  const working = lastUntil(data.scenes, ms)[2];
  let first = null;
  lines.forEach((line, i) => {
    const lit = working.includes(i + 1);
    if (lit && !first) first = line;
    line.classList.toggle("lit", lit);
  });
  const code = byId("code");
  if (first && code.scrollHeight > code.clientHeight) {
    const top = first.offsetTop - code.offsetTop;
    if (top < code.scrollTop || top > code.scrollTop + code.clientHeight - 40) {
      code.scrollTop = top - 40;
    }
  }
}

// Each text with the batch that printed it; a pair of the selected key is marked.
function printedSpan([, text, batch, place]) {
  const span = document.createElement("span");
  span.dataset.batch = batch;
  if (place !== "driver") span.className = "executor";
  for (const line of text.split(/(?<=\n)/)) {
    const marked = selection.key && line.startsWith(`(${selection.key},`);
    const part = marked ? document.createElement("b") : span;
    part.append(line);
    if (marked) span.append(part);
  }
  return span;
}

let printed = { count: -1, key: "" };

function showOutput(ms) {
  const output = byId("output");
  const count = data.output.filter((item) => item[0] <= ms).length;
  if (count !== printed.count || selection.key !== printed.key) {
    printed = { count, key: selection.key };
    output.replaceChildren(...data.output.slice(0, count).map(printedSpan));
    if (count === 0) output.textContent = "(nothing printed yet)";
    if (data.output_cut && count === data.output.length) {
      output.append("(this page holds no more of what was printed)");
    }
    output.scrollTop = output.scrollHeight;
  }
  for (const span of output.children) {
    span.classList.toggle("lit", selection.batch > 0
      && Number(span.dataset.batch) === selection.batch);
  }
}

// Facts ------------------------------------------------------------------------------

function stateOf(batch, ms) {
  if (ms < batch.time) return "not formed yet";
  if (!(batch.started <= ms)) return "waiting";
  if (!(batch.completed <= ms)) return "running";
  return batch.failed ? "failed" : "done";
}

// What is known of a batch, in the order of the table; "–" for what is not yet.
function factsOf(batch, ms) {
  const started = batch.started <= ms, done = batch.completed <= ms;
  const blocks = batch.blocks.length;
  return {
    time: `${batch.label} ms`, records: batch.records,
    blocks: blocks > 0 && blocks <= 8 ? batch.blocks.join(" + ") : blocks,
    partitions: batch.partitions,
    "in windows at": batch.windows.map((end) => `${end / 1000} s`).join(", ") || "none",
    state: stateOf(batch, ms),
    "scheduling delay": started ? lasting(batch.started - batch.time) : "–",
    "processing time": done ? lasting(batch.completed - batch.started)
      : started ? `${lasting(ms - batch.started)} so far` : "–",
    "total delay": done ? lasting(batch.completed - batch.time) : "–",
  };
}

function whyOf(batch, ms) {
  const state = stateOf(batch, ms);
  if (state === "failed") return "One of its outputs failed.";
  if (state === "waiting") {
    const other = data.batches.find((each) => stateOf(each, ms) === "running");
    return other ? `Waits for batch ${other.number} to end.` : "Nothing runs it yet.";
  }
  const end = Math.min(ms, batch.completed ?? Infinity);
  return end - batch.started > data.interval
    ? "Runs longer than the interval: later batches wait." : "";
}

function inspect(ms) {
  const batch = batchOf(currentBatch());
  byId("selected").textContent = batch ? `Batch ${batch.number}` : "No batch yet";
  const state = byId("state"), facts = byId("facts");
  const known = batch && ms >= batch.time;
  state.textContent = batch ? stateOf(batch, ms) : "";
  state.className = state.textContent.split(" ")[0];
  byId("why").textContent = known ? whyOf(batch, ms) : "";
  facts.replaceChildren();
  if (known) {
    const list = factsOf(batch, ms);
    delete list.state;
    for (const name in list) {
      const item = document.createElement("div");
      item.append(Object.assign(document.createElement("dt"), { textContent: name }));
      item.append(Object.assign(document.createElement("dd"),
        { textContent: list[name] }));
      facts.append(item);
    }
  }
  const thing = selection.thing && view.panel.querySelector(
    `[data-id="${CSS.escape(selection.thing)}"]:not(.future)[data-name]`);
  byId("thing").textContent = thing ? nameOf(thing) : "";
}

let rows = "";

function fillTable(ms) {
  byId("table-now").textContent = moment(ms);
  if (!byId("table").open) return;
  const known = data.batches.filter((batch) => batch.time <= ms);
  const made = known.map((batch) => {
    const row = document.createElement("tr");
    const head = Object.assign(document.createElement("th"),
      { scope: "row", textContent: batch.number });
    row.append(head);
    row.classList.toggle("lit", batch.number === selection.batch);
    for (const fact of Object.values(factsOf(batch, ms))) {
      row.append(Object.assign(document.createElement("td"), { textContent: fact }));
    }
    return row;
  });
  const text = made.map((row) => row.className + row.textContent).join("\n");
  if (text !== rows) byId("rows").replaceChildren(...made);
  rows = text;
}

// The present in words: beside the buttons, under them, and for screen readers once the
// time stands still.
let speaking = 0;

function tell(ms) {
  const scene = lastUntil(data.scenes, ms)[1];
  const step = lastUntil(data.steps, ms);
  const when = step && step[0] < ms ? `last, at ${moment(step[0])}: ` : "";
  const event = step ? when + step[1] : "";
  byId("now").textContent = moment(ms);
  byId("scene").textContent = scene;
  byId("event").textContent = event;
  byId("scrub").setAttribute("aria-valuetext", `${moment(ms)}: ${scene}`);
  clearTimeout(speaking);
  speaking = setTimeout(() => {
    byId("live").textContent = `${moment(ms)}: ${scene}. ${event}`;
  }, 300);
}

byId("table").addEventListener("toggle", () => fillTable(now));
onChange(lightLines);
onChange(showOutput);
onChange(inspect);
onChange(fillTable);
onChange(tell);
