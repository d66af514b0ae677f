-- tests/lua/test_viz_frames.lua -- pictures at a moment, several on a page, films.
-- SPDX-License-Identifier: MIT
local frames = require("viz.frames")
local pictures = require("pictures")
local tap = require("tap")
local trace = require("sluice.trace")
local traces = require("traces")
local viz = require("viz")

local late = trace.new(traces.late())
local whole = viz.draw(late, "timeline")

-- All times in the classes of a picture.
local function latest(dot)
  local last = 0
  for from in dot:gmatch("from%-(%d+)") do
    last = math.max(last, tonumber(from))
  end
  return last
end

-- A moment ----------------------------------------------------------------------------

local axis = frames.axis(whole)
tap.is_deeply({axis.left, axis.right, axis.from, axis.to}, {96, 736, 0, 8000},
  "a picture says where its axis is")
tap.is(frames.axis("digraph \"x\" {"), nil, "one without an axis has none")

local at = viz.draw(late, "timeline:at=5.3s")
local page, before = pictures.read(at), pictures.read(whole)
tap.ok(latest(whole) > 5300 and latest(at) <= 5300, "nothing of later is in it")
local moved = 0
for id, box in pairs(page.boxes) do
  local then_box = before.boxes[id]
  if then_box and math.abs(box.left - then_box.left) + math.abs(box.top - then_box.top)
    > 0.02 then
    moved = moved + 1
  end
end
tap.is(moved, 0, "and nothing moves")

local now = axis.left + 5.3 * (axis.right - axis.left) / 8
local running, total = page.boxes["job-4-1"], before.boxes["job-4-1"]
tap.ok(total.right > now and math.abs(running.right - now) < 0.1,
  "what runs ends at the moment")
local waiting = page.boxes["wait-5"]
tap.ok(waiting and math.abs(waiting.right - now) < 0.1, "and so does what waits")
tap.like(at:match("[^\n]*id=\"headline\""),
  "label=\"5%.3 s: batch 4 runs output 2 of 2 %(print%) · batch 5 waits", "the headline says what goes on")
tap.is(at:find("id=\"footnote\"", 1, true), nil, "findings are not told")
tap.is(at:find("waits 0.70 s", 1, true), nil, "not in the title, either")
tap.is(viz.draw(late, "timeline:at=99s"), whole, "at the end it is the picture itself")
tap.is(viz.draw(late, "timeline:at=5300ms:title=off"):find("headline", 1, true), nil,
  "without titles it has none")

-- The mark of the moment stands on the axis; it does not strike a label through.
local on_tick = pictures.read(viz.draw(late, "timeline:at=5s"))
local mark
for _, element in ipairs(on_tick.all) do
  if (element.class or ""):find("^now") then
    mark = element
  end
end
for _, label in ipairs(on_tick.texts) do
  if label.text == "5" and label.top < 84 then
    tap.ok(mark and mark.top >= label.bottom, "the mark is below the label of its time")
  end
end

-- Marks for players -------------------------------------------------------------------

local marked = frames.mark(whole)
tap.like(marked, "id=\"job%-4%-1\", class=\"cut job", "what grows is marked")
tap.is((marked:gsub("\"cut ", "\"")), (whole:gsub("\n\n", "\n")),
  "and nothing else has changed")
local beside = marked:match("[^\n]*label=\"0%.32 s[^\n]*")
tap.is(beside:find("cut", 1, true), nil, "a label beside its box is not cut")
local inside = marked:match("[^\n]*class=\"[^\"]*job batch%-4[^\n]*label=\"4\"[^\n]*")
  or marked:match("[^\n]*label=\"4\"[^\n]*job batch%-4[^\n]*")
tap.like(inside, "class=\"cut ", "one inside is")

-- Strips ------------------------------------------------------------------------------

local strip = viz.draw(late, "timeline", {strip = {count = 6}})
local all = pictures.read(strip)
tap.is(pictures.double(all.ids), nil, "ids of a strip stand once")
tap.is(pictures.double(all.names), nil, "names, too")
tap.ok(all.width > 2 * before.width and all.height > 2 * before.height
  and all.width / all.height < 2, "six pictures fill a page broadside")
local _, headlines = strip:gsub("id=\"frame%-%d%-headline\"", "")
tap.is(headlines, 6, "each has a headline")
tap.ok(all.boxes["frame-6-batch-8"] and not all.boxes["frame-5-batch-8"],
  "the last one shows all")
local two = pictures.read(viz.draw(late, "timeline", {strip = {times = {0, 1000000}}}))
tap.ok(two.boxes["frame-2-batch-1"] and not two.boxes["frame-1-batch-1"],
  "moments can be named")
local _, message = pcall(viz.draw, late, "timeline",
  {strip = {times = {99000000}}})
tap.like(message.message, "the picture goes from 0 s to .*; 99 s is not in it",
  "one that is not in the picture is refused")

-- Films -------------------------------------------------------------------------------

local SVG = [[
<svg width="793pt" height="391pt" viewBox="0 0 792 390">
<g id="timeline" class="graph sluice axis-96-736-74-300-0-8000" transform="scale(1)">
<title>Two batches.</title>
<g id="batch-1" class="node batch batch-1 from-1000 t-ink">
<text fill="#1a1a1a">1</text>
</g>
<g id="job-1-0" class="node cut job batch-1 from-1000">
</g>
</g>
</svg>
]]
local film = viz.finish_film(SVG, late)
tap.like(film, "<style>%.scene,%.now{display:none}\n@media %(prefers%-reduced%-motion:"
  .. "no%-preference%){", "without motion it is the whole picture")
tap.like(film, "%.from%-1000{animation%-name:at(%d+)}\n@keyframes at%1{0%%{visibility:"
  .. "hidden}", "what comes later is hidden until then")
tap.like(film, ">batch 4 runs output 2 of 2 %(print%) · batch 5 waits</text>",
  "scenes are told")
tap.like(film, "<clipPath id=\"past\">", "and what grows is cut off")
tap.is(film:find("<script", 1, true), nil, "there is no script")

tap.done()
