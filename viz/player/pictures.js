// The views: which one shows, and what of it is known at a time. Nothing moves: what is
// not known yet is hidden, and what is under way is cut off at the present moment.
// SPDX-License-Identifier: MIT
const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 792; // of a picture

function element(name, attributes, parent) {
  const made = document.createElementNS(SVG, name);
  for (const key in attributes) made.setAttribute(key, attributes[key]);
  parent.append(made);
  return made;
}

// Where the axis of a picture stands: its class is axis-LEFT-RIGHT-TOP-BOTTOM-FROM-TO.
function axisOf(graph) {
  const match = /axis-([\d.]+)-([\d.]+)-([\d.]+)-([\d.]+)-(\d+)-(\d+)/.exec(
    graph.getAttribute("class"));
  if (!match) return null;
  const [left, right, top, bottom, from, to] = match.slice(1).map(Number);
  // Work may end behind the axis, up to the edge of the page.
  const x = (ms) => Math.max(left, Math.min(WIDTH - 16,
    left + (ms - from) * (right - left) / (to - from)));
  return { left, top, bottom, x };
}

// The mark of the present moment, and the edge at which growing things are cut off.
function addPresent(picture, index) {
  const { svg, graph, axis } = picture;
  const mark = element("g", { class: "now" }, svg);
  element("line", { y1: axis.top, y2: axis.bottom }, mark);
  element("circle", { cy: axis.top, r: 3.5 }, mark); // below the labels of the axis
  const clip = element("clipPath", { id: `past-${index}` }, graph);
  const past = element("rect", { x: -10, y: -5000, height: 10000 }, clip);
  for (const growing of graph.querySelectorAll(".cut")) {
    growing.setAttribute("clip-path", `url(#past-${index})`);
  }
  picture.mark = mark;
  picture.past = past;
}

function readPicture(place, index) {
  const svg = place.querySelector("svg");
  const graph = svg.querySelector("g");
  const hidden = [...graph.querySelectorAll("[class*='from-']")].map((node) => ({
    node, from: Number(/from-(\d+)/.exec(node.getAttribute("class"))[1]), is: false,
  }));
  const headline = graph.querySelector("[data-id=headline] text");
  const picture = {
    place, svg, graph, hidden, headline, axis: axisOf(graph),
    batch: Number(place.dataset.batch) || 0,
    time: place.dataset.time && Number(place.dataset.time),
    verdict: headline && headline.textContent, // known at the end only
    footnote: graph.querySelector("[data-id=footnote]"),
  };
  if (picture.axis) addPresent(picture, index);
  return picture;
}

const tabs = [...document.querySelectorAll("[role=tab]")];
const views = tabs.map((tab) => {
  const panel = byId(tab.getAttribute("aria-controls"));
  return { name: tab.textContent, tab, panel, none: panel.querySelector(".none") };
});
let pictureCount = 0;
for (const view of views) {
  view.pictures = [...view.panel.querySelectorAll(".picture")].map(
    (place) => readPicture(place, pictureCount++));
}
let view = views[0];

// The batch of a picture has ended, or for a picture of the run the page.
function isOver(picture, ms) {
  const batch = data.batches.find((each) => each.number === picture.batch);
  return ms >= (batch ? batch.completed ?? Infinity : data.to);
}

function drawPicture(picture, ms) {
  for (const item of picture.hidden) {
    const future = item.from > ms;
    if (future !== item.is) item.node.classList.toggle("future", future);
    item.is = future;
  }
  const over = isOver(picture, ms);
  if (picture.headline) {
    const scene = lastUntil(data.scenes, ms)[1];
    picture.headline.textContent = over ? picture.verdict : `${moment(ms)}: ${scene}`;
  }
  if (picture.footnote) picture.footnote.classList.toggle("future", !over);
  if (picture.axis) {
    const x = picture.axis.x(ms);
    picture.mark.setAttribute("transform", `translate(${x + 0.5} 0.5)`);
    picture.past.setAttribute("width", x + 10);
  }
}

// Of a view of single batches the picture of the selected one shows, of a view of
// single moments the last one.
function pictureAt(ms) {
  if (!view.none) return view.pictures[0];
  const wanted = currentBatch();
  return view.pictures.findLast((picture) => picture.time === undefined
    ? picture.batch === wanted : picture.time <= ms) || null;
}

function drawView(ms) {
  const shown = pictureAt(ms);
  for (const picture of view.pictures) picture.place.hidden = picture !== shown;
  if (view.none) view.none.hidden = shown !== null;
  if (shown) drawPicture(shown, ms);
  placeScrubber(shown && shown.axis);
}

// The scrubber is as long as the axis and stands under it.
function placeScrubber(axis) {
  const scrub = byId("scrub");
  const left = axis ? axis.left / WIDTH : 0;
  const part = axis ? (axis.x(data.to) - axis.left) / WIDTH : 1;
  scrub.style.marginLeft = `calc(${100 * left}% - 8px)`;
  scrub.style.width = `calc(${100 * part}% + 16px)`;
}

function showView(name) {
  view = views.find((each) => each.name === name) || view;
  for (const each of views) {
    const chosen = each === view;
    each.panel.hidden = !chosen;
    each.tab.setAttribute("aria-selected", chosen);
    each.tab.tabIndex = chosen ? 0 : -1;
  }
  refresh();
}

onChange(drawView);

// On a phone the picture is broader than the page: what happens now stays in sight.
function keepInSight() {
  const stage = byId("stage");
  const picture = view.pictures.find((each) => each.axis && !each.place.hidden);
  if (!picture || stage.scrollWidth <= stage.clientWidth) return;
  const x = picture.axis.x(now) / WIDTH * stage.scrollWidth;
  const left = stage.scrollLeft, right = left + stage.clientWidth;
  if (x < left + 20 || x > right - 60) stage.scrollLeft = x - stage.clientWidth * 0.7;
}

onChange(keepInSight);
