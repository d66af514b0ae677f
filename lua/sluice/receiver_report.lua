-- sluice.receiver_report: what is said of a receiver of the program's own.
--
-- Each place is said once, when it happens; how often it happened again, at the end.
-- SPDX-License-Identifier: MIT
local diagnostic = require("sluice.diagnostic")
local host = require("sluice.host")
local voice = require("sluice.voice")

---@class sluice.Notice
---@field kind string
---@field stream integer Spark's stream id
---@field text string|nil what the program said
---@field class string|nil Java class of an error
---@field error string|nil
---@field file string|nil
---@field line integer|nil

local M = {}

local said, order = {}, {}

local function is_repeated(name, notice)
  local key = ("%s:%s:%s:%s"):format(name, notice.file or "", notice.line or "",
    notice.error or notice.text)
  local entry = said[key]
  if entry then
    entry.count = entry.count + 1
    return true
  end
  said[key] = { name = name, count = 0 }
  order[#order + 1] = said[key]
  return false
end

-- Without the place that Lua puts in front of a message.
local function bare(message)
  return message:match("^[^\n]-:%d+: (.*)$") or message
end

local WORDS = { stop = "stop", report = "reportError" }

local AGAIN = "Spark starts a fresh copy of a receiver that has ended, at once"

local KINDS = {
  failed = function(notice)
    return { level = "error", name = "receiver-failed",
      message = "a receiver failed: " .. bare(notice.error),
      spark = ("Error starting receiver %d - %s: %s"):format(notice.stream,
        notice.class, notice.error),
      why = AGAIN .. "; the batches go on" }
  end,
  stop_failed = function(notice)
    return { level = "error", name = "receiver-failed",
      message = "onStop of a receiver failed: " .. bare(notice.error) }
  end,
  stuck = function(notice)
    return { level = "error", name = "receiver-stuck", message = bare(notice.error),
      why = "the receiver is stopped for good; the batches go on without it",
      try = "rx:sleep(Milliseconds(50)) in the loop" }
  end,
  stop = function(notice)
    return { level = "warning", name = "receiver-stopped",
      message = ("rx:stop(%s) ended the receiver"):format(
        diagnostic.quote(notice.text)),
      why = AGAIN .. ": it runs from its first line again",
      try = "return: a receiver whose function is over stays, and brings no more" }
  end,
  report = function(notice)
    local text = notice.error and ("%s - %s"):format(notice.text, notice.error)
      or notice.text
    return { level = "warning", name = "receiver-reports",
      message = "a receiver reports: " .. text,
      spark = ("Error reported by receiver for stream %d: %s"):format(notice.stream,
        text) }
  end,
}

---A receiver asked for something, or failed.
---@param notice sluice.Notice
function M.noticed(notice)
  local describe = KINDS[notice.kind]
  if not describe then
    return
  end
  local d = describe(notice)
  if d.level == "error" then
    host.mark_failed()
  end
  if is_repeated(d.name, notice) then
    return
  end
  d.file, d.line = notice.file, notice.line
  voice.find_column(d, { word = WORDS[notice.kind] }, notice.error or "")
  voice.emit(d)
end

---What was said and happened again.
function M.finish()
  for _, entry in ipairs(order) do
    if entry.count > 0 and not host.options().json then
      host.say(("%s: %s more\n"):format(entry.name, diagnostic.number(entry.count)))
    end
  end
end

return M
