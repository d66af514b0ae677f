-- tests/lua/test_viz_player.lua -- the page of a run: data, program, pictures.
-- SPDX-License-Identifier: MIT
local code = require("viz.player.code")
local data = require("viz.player.data")
local json = require("viz.player.json")
local moments = require("viz.moments")
local pictures = require("viz.player.pictures")
local tap = require("tap")
local trace = require("sluice.trace")
local traces = require("traces")
local viz = require("viz")
local why = require("viz.player.why")

local late = trace.new(traces.late())

-- Data in a page ----------------------------------------------------------------------

tap.is(json.encode({b = {1, 2.5, true}, a = "x\"\\\n</script>\1", c = {}}),
  [[{"a":"x\"\\\n\u003c/script>\u0001","b":[1,2.5,true],"c":[]}]],
  "JSON that cannot end its element")
tap.is(json.encode("\xff\u{e9}"), "\"???\"", "bytes that are no UTF-8")

local WHOLE = {from = 0, to = 8000000, finish = 8000000}
local facts = data.build(late, WHOLE)
tap.is(#facts.batches, 8, "eight batches")
local fourth = facts.batches[4]
tap.is_deeply({fourth.time, fourth.started, fourth.completed, #fourth.blocks,
  fourth.windows}, {4000, 4000, 5700, 5, {4000, 6000}}, "times are in ms")
local first_part = data.build(late, {from = 0, to = 2000000, finish = 2000000})
tap.is(#first_part.batches, 2, "of a part only its batches")
local last_step = first_part.steps[#first_part.steps]
tap.ok(last_step[1] <= 2000, "and its steps")

-- Moments -----------------------------------------------------------------------------

local steps, at_two = moments.steps(late, 0, 8000000), nil
for i, step in ipairs(steps) do
  if i > 1 and step.at <= steps[i - 1].at then
    tap.ok(false, "steps are in the order of time, one at a time")
  end
  at_two = step.at == 2000000 and step or at_two
end
tap.ok(at_two.batch and at_two.block and at_two.window,
  "a tick is a step of batches, blocks and windows")
tap.like(at_two.text, "batch 2 is formed: %d+ records, 5 partitions; batch 2 starts; a "
  .. "window of 3 s covers batches 1 and 2; ", "and says all that happens")

local scenes = moments.scenes(late)
local function scene(at)
  return moments.scene_at(scenes, at).text
end
tap.is(scene(0), "nothing runs", "first nothing runs")
tap.is(scene(4100000), "batch 4 runs output 1 of 2 (print)", "then a batch")
tap.is(scene(5300000), "batch 4 runs output 2 of 2 (print) \u{b7} batch 5 waits",
  "and another waits")
tap.is(scene(6100000),
  "batch 6 runs output 1 of 2 (print)", "it has its turn")

-- The program -------------------------------------------------------------------------

local HTML = code.html("local a = \"<&\" -- 1 < 2\n\nprint(a, 12)\n--[[ x\ny ]]\n")
tap.is(HTML, [=[
<li id="line-1"><b>local</b> a = <i>&quot;&lt;&amp;&quot;</i> <s>-- 1 &lt; 2</s></li>
<li id="line-2"></li>
<li id="line-3">print(a, <u>12</u>)</li>
<li id="line-4"><s>--[[ x</s></li>
<li id="line-5">y ]]</li>]=], "lines of a program")
tap.is(code.html("s = [[a\nb]]\r\nend"), "<li id=\"line-1\">s = <i>[[a</i></li>\n"
  .. "<li id=\"line-2\"><i>b]]</i></li>\n<li id=\"line-3\"><b>end</b></li>",
  "a string of two lines")

-- Pictures in a page ------------------------------------------------------------------

local SVG = [[
<svg role="img" width="793pt" viewBox="0.00 0.00 792.50 390.50">
<title id="timeline-title">Batch 4 takes 1.70 s.</title>
<g id="timeline" class="graph sluice axis-96-736-74-300-0-8000" transform="scale(1 1)">
<polygon fill="#ffffff" stroke="none" points="0,0 1,1"/>
<g id="timeline_node5" class="node t-ink">
<text pointer-events="none" text-anchor="start" x="1" fill="#1a1a1a">4 &lt; 5</text>
</g>
<g id="block-1-0" class="node block batch-1 from-200 f-b0 s-b0l">
<title>block 0 of "batch" 1</title>
<polygon fill="#aedbf4" stroke="#4794bf" stroke-width="0.75" points="0,0 1,1"/>
</g>
<g id="link-1-0" class="edge link">
<path fill="none" stroke="#8a8a8a" d="M96,-1.5C96,-1.5 97,-3 97,-3"/>
</g>
</g>
</svg>
]]
local embedded = pictures.embed(SVG, "timeline: all")
tap.like(embedded, "^<svg role=\"img\" aria%-label=\"timeline: all\" viewBox=",
  "a picture is named after what it shows")
tap.is(embedded:find("Batch 4", 1, true), nil, "its findings are not told")
tap.is(embedded:find(" id=", 1, true), nil, "it has no ids, which other pictures have")
tap.like(embedded, "<g data%-id=\"block%-1%-0\" class=\"block batch%-1 from%-200 "
  .. "f%-b0 s%-b0l\" data%-name=\"block 0 of &quot;batch&quot; 1\">"
  .. "<polygon points=\"0,0 1,1\"/>",
  "classes say its colours")
tap.like(embedded, "<g class=\"t%-ink\"><text x=\"1\">4 &lt; 5</text></g>",
  "text has the colour of its role")
tap.like(embedded, "<path stroke=\"#8a8a8a\" d=\"M96,%-1.5L97,%-3\"/>",
  "straight lines are short; a colour without a role stays")

-- The page ----------------------------------------------------------------------------

-- A page of a run, from pictures that are not drawn.
local function page(run, spec)
  local drawn = 0
  local html = viz.draw(run, spec or "player", {format = "html", render = function(dots)
    drawn = #dots
    local list = {}
    for i = 1, #dots do
      list[i] = SVG
    end
    return list
  end})
  return html, drawn
end

-- Where results came from
local origins = trace.new(traces.file("tests/golden/own/origins.jsonl"))
local results, reason = why.build(origins, {from = 0, to = 2000000})
tap.is(reason, nil, "of a run that followed its records")
tap.ok(#results > 20, "its results")
local first = results[1]
tap.is_deeply({first.time > 1000, first.batch, first.output}, {true, 1, 1}, "in order")
tap.like(first.tree, "^%(%w+,1%) in batch 1 %(1000 ms%), output 1, partition %d\n"
  .. "└─ 1 from batch 1, p%d ← block cut at", "each with its tree")
results, reason = why.build(late, {from = 0, to = 2000000})
tap.is(results, nil, "of another none")
tap.is(reason, "this run did not follow its records; --provenance does", "and why")
tap.is(why.build(origins, {from = 9000000, to = 9500000}), nil,
  "nor where there is no batch")
local crowded = setmetatable({results = function()
  local list = {}
  for i = 1, 500 do
    list[i] = {key = "k" .. i, text = "v" .. i}
  end
  return list
end}, {__index = origins})
results, reason = why.build(crowded, {from = 0, to = 2000000})
tap.is(results, nil, "nor where there are very many")
tap.like(reason, "results, and a page holds 400; fewer batches", "which is said")
local followed = page(origins, "player:batches=1..2")
tap.like(followed, "<select id=\"result\">", "a reader can choose one")
tap.like(followed, "\"tree\":\"%(", "from what the page holds")
tap.like(page(late), "No view <b>why</b>: this run did not follow its records",
  "a page without says so")

local html = page(late)
tap.is(html:find("{{", 1, true), nil, "the template is filled")
tap.like(html, "<title>words.lua: a run in sluice</title>", "it is named after its run")
local links = html:gsub("href=\"data:,\"", "")
tap.is(links:find("%f[%a]src=") or links:find("href=", 1, true)
  or links:find("@import", 1, true), nil, "it takes nothing from elsewhere")
local seen, twice = {}, nil
for id in html:gmatch("%sid=\"([^\"]*)\"") do
  twice = twice or seen[id] and id
  seen[id] = true
end
tap.is(twice, nil, "ids stand once")
tap.like(html, "role=\"tab\" id=\"tab%-timeline\" aria%-controls=\"view%-timeline\" "
  .. "aria%-selected=\"true\"", "the first view is chosen")
tap.like(html, "The trace does not hold the program", "a trace without the program")
tap.like(page(late, "player:batches=2..3"), "This page shows batches 2 and 3 of 8; "
  .. "player:batches=4..5 shows others", "a part of a run says so")
local long = page(trace.new(traces.long(400)))
tap.like(long, "This page shows batches 1 to 50 of 400; player:batches=51..100 shows",
  "of a long run the first part shows")

-- A view of one batch has one picture for each batch; one that has nothing to draw says
-- why, and a mistake in a view is not swallowed.
viz.register("one-batch", {about = "a batch", options = {"batch"},
  model = function(_, options) return options.batch end,
  dot = function(model) return viz.draw(late, "timeline:batches=" .. model) end})
viz.register("nothing", {about = "nothing", options = {}, dot = tostring,
  model = function() error({name = "usage", message = "there is no <state>"}, 0) end})
local more, drawn = page(late)
local _, single = more:gsub("<div class=\"picture\" data%-batch=\"%d+\">", "")
tap.ok(single >= 8 and drawn > single, "a picture for each batch")
tap.like(more, "No view <b>nothing</b>: there is no &lt;state&gt;%.", "a missing view")
viz.register("nothing", {about = "broken", options = {}, dot = tostring,
  model = function() error("a mistake") end})
local worked, message = pcall(page, late)
tap.ok(not worked and tostring(message):find("a mistake", 1, true), "a broken view")

tap.done()
