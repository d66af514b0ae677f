// Where a result came from: the reader chooses one that is known by now, in a list or
// by its line in the output.
// SPDX-License-Identifier: MIT
const results = data.why || [];
let wantedResult = null;

// The results of the selected batch, else of the last one that gave some.
function knownResults(ms) {
  const known = results.filter((result) => result.time <= ms);
  const last = known.reduce((most, result) => Math.max(most, result.batch), 0);
  return known.filter((result) => result.batch === (selection.batch || last));
}

// The one that was chosen; else one of the selected key, of the output that came
// furthest.
function shownResult(list) {
  if (list.includes(wantedResult)) return wantedResult;
  return list.findLast((result) => result.key === selection.key) || list[0];
}

function showWhy(ms) {
  if (results.length === 0) return;
  const list = knownResults(ms), shown = shownResult(list);
  const choice = byId("result");
  const names = list.map((result) => `${result.text}, output ${result.output}`);
  const old = [...choice.options].map((option) => option.text);
  if (old.join("\n") !== names.join("\n")) {
    choice.replaceChildren(...names.map((name, i) => new Option(name, i)));
  }
  choice.disabled = list.length === 0;
  choice.value = list.indexOf(shown);
  byId("tree").textContent = shown ? shown.tree
    : "Nothing is known of this batch by now, or it gave no result.";
}

function chooseResult(result) {
  wantedResult = result;
  select({ batch: result.batch, key: result.key });
}

// A line of the output: the result of its batch with that text, of the last output that
// has it.
function resultOfLine(line, batch) {
  return results.findLast((result) => result.batch === batch && result.time <= now
    && result.text === line);
}

// The line of a text at which a click was.
function lineAt(node, offset) {
  const start = node.data.lastIndexOf("\n", offset - 1) + 1;
  const end = node.data.indexOf("\n", offset);
  return node.data.slice(start, end < 0 ? undefined : end);
}

if (results.length > 0) {
  byId("result").addEventListener("change", (event) => {
    chooseResult(knownResults(now)[event.target.value]);
  });
  byId("output").addEventListener("click", (event) => {
    const span = event.target.closest("[data-batch]");
    const { anchorNode: node, anchorOffset: offset } = getSelection();
    if (!span || !node || node.nodeType !== Node.TEXT_NODE) return;
    const result = resultOfLine(lineAt(node, offset), Number(span.dataset.batch));
    if (!result) return;
    chooseResult(result);
    showView("why");
  });
}

onChange(showWhy);
