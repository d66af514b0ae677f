-- viz.player.page: the player, a page that holds all views of a run, the program and
-- what it printed, and needs nothing else.
-- SPDX-License-Identifier: MIT
local code = require("viz.player.code")
local data = require("viz.player.data")
local format = require("viz.format")
local json = require("viz.player.json")
local pictures = require("viz.player.pictures")
local range = require("viz.range")
local style = require("viz.style")
local why = require("viz.player.why")
local words = require("sluice.words")

local M = {}

local MOST_BATCHES <const> = 50

local SCRIPTS <const> = {"time", "pictures", "select", "panels", "why",
  "controls"}

-- The part of a run that is shown, in us since the zero time: whole batches, 50 at
-- most. The page goes on until the work of its last batch ends, if nothing is left out.
local function range_of(trace, options)
  local run = trace:run()
  local from, to, total = range.of(trace, options)
  to = math.min(to, from + MOST_BATCHES * run.interval_us)
  local finish = to
  for _, batch in ipairs(to == total and trace:batches() or {}) do
    finish = math.max(finish, (batch.completed_us or 0) - run.zero_us)
  end
  return {from = from, to = to, finish = finish, total = total,
    interval = run.interval_us}
end

-- What the page does not show of the run, or nil.
local function left_out(part)
  if part.from == 0 and part.to == part.total then
    return nil
  end
  local interval, numbers = part.interval, {}
  for number = part.from // interval + 1, part.to // interval do
    numbers[#numbers + 1] = number
  end
  local other = part.to == part.total and ("1..%d"):format(part.from // interval)
    or ("%d..%d"):format(part.to // interval + 1, part.to // interval + #numbers)
  return ("%s of %d; player:batches=%s shows others"):format(format.batches(numbers),
    part.total // interval, other)
end

-- Style -------------------------------------------------------------------------------

local function variables(theme)
  local list = {}
  for _, role in ipairs(style.roles) do
    list[#list + 1] = ("--%s: %s;"):format(role, style.color(theme, role))
  end
  return table.concat(list, " ")
end

-- Every role in both themes, and what the role classes of pictures mean.
local function style_sheet()
  local rules = {
    (":root { %s }"):format(variables("light")),
    (":root[data-theme=dark] { %s }"):format(variables("dark")),
  }
  for _, role in ipairs(style.roles) do
    rules[#rules + 1] = (".f-%s > :is(polygon, ellipse, path) { fill: var(--%s); } "
      .. ".s-%s > :is(polygon, ellipse, path, polyline) { stroke: var(--%s); } "
      .. ".t-%s > text { fill: var(--%s); } "
      .. ".arrow.s-%s > polygon { fill: var(--%s); }"):format(role, role, role, role,
      role, role, role, role)
  end
  return table.concat(rules, "\n") .. "\n" .. require("viz/player/player.css")
end

local function script()
  local parts = {}
  for i, name in ipairs(SCRIPTS) do
    parts[i] = require(("viz/player/%s.js"):format(name))
  end
  return table.concat(parts, "\n")
end

-- Views -------------------------------------------------------------------------------

local function tab(item, selected)
  return ("<button role=\"tab\" id=\"tab-%s\" aria-controls=\"view-%s\" "
    .. "aria-selected=\"%s\" title=\"%s\">%s</button>"):format(item.name, item.name,
      selected, code.escape(item.about), item.name)
end

local function panel(item, svgs)
  local parts = {}
  for i, svg in ipairs(svgs) do
    local number = item.batches[i]
    local of = item.times and " when batch %d is formed" or " of batch %d"
    local name = item.name .. (number and of:format(number) or "")
    parts[i] = ("<div class=\"picture\"%s>%s</div>"):format(
      item.times and (" data-time=\"%d\""):format(item.times[i])
        or number and (" data-batch=\"%d\""):format(number) or "",
      pictures.embed(svg, name .. ": " .. item.about))
  end
  if #item.batches > 0 then
    local all = "No batch is formed yet."
    local some = "This page holds the pictures of %s; those of %d others are left out."
    parts[#parts + 1] = ("<p class=\"none\">%s</p>"):format(item.left_out == 0 and all
      or some:format(format.batches(item.batches), item.left_out))
  end
  return ("<section role=\"tabpanel\" id=\"view-%s\" aria-labelledby=\"tab-%s\" "
    .. "tabindex=\"0\" hidden>\n%s\n</section>"):format(item.name, item.name,
      table.concat(parts, "\n"))
end

-- A view that answers for one result has a list to choose from in place of pictures.
local function choice(item)
  return ("<section role=\"tabpanel\" id=\"view-%s\" aria-labelledby=\"tab-%s\" "
    .. "tabindex=\"0\" hidden>\n<div class=\"choose\"><label>result <select "
    .. "id=\"result\"></select></label></div>\n<pre id=\"tree\" tabindex=\"0\" "
    .. "role=\"region\" aria-label=\"where the result came from\"></pre>\n</section>"
    ):format(item.name, item.name)
end

-- Tabs and panels of all views; render turns a list of DOT texts into one of SVG texts.
local function views_html(list, trace, how)
  local dots = {}
  for _, item in ipairs(list) do
    table.move(item.dots, 1, #item.dots, #dots + 1, dots)
  end
  local rendered, next_one = how.render(dots), 1
  local tabs, panels = {}, {}
  for i, item in ipairs(list) do
    local svgs = {}
    for k = 1, #item.dots do
      svgs[k] = how.finish_svg(rendered[next_one], trace)
      next_one = next_one + 1
    end
    tabs[i], panels[i] = tab(item, i == 1), item.results and choice(item)
      or panel(item, svgs)
  end
  return table.concat(tabs, "\n"), table.concat(panels, "\n")
end

-- Adds the view that needs to know where records came from; returns the results that it
-- answers for.
local function add_results(list, missing, views, trace, part)
  local results, reason = why.build(trace, part)
  for _, entry in ipairs(views) do
    if entry.view.needs_origins and results then
      list[#list + 1] = {name = entry.name, about = entry.view.about, dots = {},
        batches = {}, results = true}
    elseif entry.view.needs_origins then
      missing[#missing + 1] = {name = entry.name, why = reason}
    end
  end
  return results
end

local function notes_html(missing, rest)
  local items = {}
  if rest then
    items[1] = "<li>This page shows " .. code.escape(rest) .. ".</li>"
  end
  for _, item in ipairs(missing) do
    items[#items + 1] = ("<li>No view <b>%s</b>: %s.</li>"):format(item.name,
      code.escape(item.why))
  end
  return #items > 0 and "<ul>" .. table.concat(items) .. "</ul>" or ""
end

local function program_html(trace)
  local source = trace:source()
  if not source then
    return "<li>The trace does not hold the program.</li>"
  end
  local html = code.html(source.text)
  if source.bytes > #source.text then
    html = html .. ("\n<li>(the rest of %s is left out)</li>"):format(
      words.count(source.bytes, "byte"))
  end
  return html
end

---The page.
---@param trace Trace
---@param options table range of time or of batches
---@param how table views, render(dots), finish_svg(svg, trace)
---@return string HTML
function M.build(trace, options, how)
  local run, part = trace:run(), range_of(trace, options)
  local list, missing = pictures.draw(trace, part, how.views)
  local results = add_results(list, missing, how.views, trace, part)
  local tabs, panels = views_html(list, trace, how)
  local facts = data.build(trace, part)
  facts.why = results
  local parts = {
    title = code.escape(run.program:match("[^/]*$")), tabs = tabs, panels = panels,
    style = style_sheet(), script = script(), program = program_html(trace),
    run = code.escape(("%s \u{b7} %s \u{b7} seed %d"):format(run.program, run.master,
      run.seed or 0)),
    notes = notes_html(missing, left_out(part)), data = json.encode(facts),
    theme = options.theme == "dark" and "dark" or options.theme and "light" or "",
  }
  local template = require("viz/player/page.html")
  return (template:gsub("{{(%w+)}}", parts))
end

return M
