// The time of the page, in ms, and the steps in it.
// SPDX-License-Identifier: MIT
const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);

// A moment on the axis: "5.300 s"; more digits only where they are needed.
function moment(ms) {
  const text = (ms / 1000).toFixed(6).replace(/0+$/, "");
  const digits = Math.max(3, text.length - text.indexOf(".") - 1);
  return (ms / 1000).toFixed(digits) + " s";
}

// How long something took, as pictures write it: "4 ms", "0.70 s", "12.3 s".
function lasting(ms) {
  if (ms > 0 && ms < 10) return Math.max(1, Math.floor(ms)) + " ms";
  if (ms < 9995) return (ms / 1000).toFixed(2) + " s";
  if (ms < 120000) return (ms / 1000).toFixed(1) + " s";
  if (ms < 3600000) return (ms / 60000).toFixed(1) + " m";
  return (ms / 3600000).toFixed(2) + " h";
}

// The last item of a list in the order of time that is not later than ms. Items are
// arrays that begin with their time.
function lastUntil(list, ms) {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle][0] <= ms) low = middle + 1;
    else high = middle;
  }
  return list[low - 1];
}

let now = data.from;
const followers = []; // functions to call when the time or the selection has changed

function onChange(follow) {
  followers.push(follow);
}

function refresh() {
  for (const follow of followers) follow(now);
}

function seek(ms) {
  now = Math.max(data.from, Math.min(data.to, ms));
  refresh();
}

// Where a step of a kind leads: "" any event, "k" a block, "b" a batch, "w" a window.
function stops(kind) {
  const steps = data.steps.filter((step) => step[2].includes(kind));
  return [data.from, ...steps.map((step) => step[0]), data.to];
}

function stepOn(kind) {
  seek(stops(kind).find((time) => time > now) ?? data.to);
}

function stepBack(kind) {
  seek(stops(kind).reverse().find((time) => time < now) ?? data.from);
}
