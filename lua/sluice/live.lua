-- sluice.live: news of a run while it goes on: under the wall clock, or with --verbose.
-- SPDX-License-Identifier: MIT
local diagnostic = require("sluice.diagnostic")
local host = require("sluice.host")
local voice = require("sluice.voice")

local M = {}

local options = host.options()
local line = voice.line

local refused = {}

local function clock_time(us, digits)
  local seconds = us // 1000000
  local text = os.date("%H:%M:%S", seconds)
  return digits and ("%s.%d"):format(text, us // 100000 % 10) or text
end

local function restart_delay()
  return diagnostic.duration(host.context_summary(voice.context).restart_delay)
end

local function say_refused(name, text)
  if refused[name] then
    return
  end
  refused[name] = true
  line(("%s: %s. sluice connects and does not listen; it tries again every %s."):format(
    name, text, restart_delay()))
  host.say(("        To have something to connect to, in another terminal:  "
    .. "nc -lk %s\n"):format(name:match(":(%d+)$") or "PORT"))
end

---A receiver changed its state.
---@param name string
---@param state string
---@param tries integer
---@param now integer microseconds
---@param text string|nil
function M.receiver(name, state, tries, now, text)
  if not options.wall then
    line(("%s  receiver %s: %s"):format(diagnostic.moment(now), name, state))
  elseif state == "refused" then
    say_refused(name, text)
  elseif state == "connected" then
    refused[name] = nil
    line(("%s: connected at %s, try %d"):format(name, clock_time(now, true), tries))
  elseif state == "closed" then
    line(("%s: %s; next try in %s"):format(name, text or "closed by the other side",
      restart_delay()))
  end
end

---The context started under the wall clock.
function M.started(interval, zero)
  if options.wall then
    line(("real time, batches of %s, the first at %s. Ctrl-C stops."):format(
      diagnostic.duration(interval), clock_time(zero + interval)))
  end
end

---A batch is done (said with --verbose).
function M.batch_completed(batch, waited, took, now)
  line(("%s  batch %d done: waited %s, took %s"):format(diagnostic.moment(now),
    voice.batch_number(batch // 1000), diagnostic.duration(waited),
    diagnostic.duration(took)))
end

return M
