-- viz.film: the moments of a picture: one of them, several side by side, or a film that
-- plays by itself.
-- SPDX-License-Identifier: MIT
local animation = require("viz.animation")
local frames = require("viz.frames")
local moments = require("viz.moments")
local options = require("viz.options")
local range = require("viz.range")
local strip = require("viz.strip")
local words = require("sluice.words")

local M = {}

-- Where a picture begins and ends, in us: its axis, and if nothing of the run comes
-- behind that, the work of the last batch.
local function span_of(trace, dot)
  local run, axis = trace:run(), frames.axis(dot)
  local _, _, total = range.of(trace, {})
  local finish = 0
  local from, to = axis and axis.from * 1000 or 0, axis and axis.to * 1000 or total
  for _, batch in ipairs(trace:batches()) do
    finish = math.max(finish, (batch.completed_us or 0) - run.zero_us)
  end
  return from, to >= total and math.max(to, finish) or to
end

---A picture at a moment.
---@param trace Trace
---@param dot string
---@param at_us integer
---@param theme string
---@return string DOT
function M.at(trace, dot, at_us, theme)
  local _, to = span_of(trace, dot)
  if at_us >= to then
    return dot -- nothing comes any more: the findings are true
  end
  local text = moments.scene_at(moments.scenes(trace), at_us).text
  return frames.at(dot, {ms = at_us / 1000, theme = theme,
    text = words.moment(at_us) .. ": " .. text})
end

-- Moments equally far apart, the last of them the end.
local function spread(from, to, count, block)
  local list = {}
  for i = 1, count do
    local at = from + (to - from) * i // count
    list[i] = i == count and to or (at + block // 2) // block * block
  end
  return list
end

---Several moments of a picture on one page.
---@param trace Trace
---@param dot string
---@param wanted {count: integer?, times: integer[]?}
---@param theme string
---@return string DOT
function M.strip(trace, dot, wanted, theme)
  local from, to = span_of(trace, dot)
  local times = wanted.times or spread(from, to, wanted.count,
    math.max(1, trace:run().block_us))
  local list = {}
  for i, at in ipairs(times) do
    if at < from or at > to then
      options.fail(("the picture goes from %s to %s; %s is not in it"):format(
        words.moment(from), words.moment(to), words.moment(at)), "--strip 6")
    end
    list[i] = M.at(trace, dot, at, theme)
  end
  return strip.draw(list, theme)
end

---A picture as a film: SVG that plays by itself, without a script.
---@param trace Trace
---@param svg string finished; its DOT went through `frames.mark`
---@return string
function M.play(trace, svg)
  local from, to = span_of(trace, svg)
  return animation.add(svg, {from = from, to = to, scenes = moments.scenes(trace),
    axis = frames.axis(svg)})
end

return M
