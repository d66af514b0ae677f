-- sluice.voice: the ways in which a run speaks, always on standard error.
-- SPDX-License-Identifier: MIT
local diagnostic = require("sluice.diagnostic")
local host = require("sluice.host")
local place = require("sluice.place")
local where = require("sluice.where")

local M = {
  context = 0, -- the context that started last
  adapt = false, -- a function that changes a diagnostic before it is said
}

local options = host.options()

-- An error that a program makes names any file; whoever shows it would read that.
local function forget_other_files(d)
  if options.enclosed and d.file and d.file ~= options.file then
    d.file, d.line, d.column, d.mark = nil, nil, nil, nil
  end
end

---Says an error, a warning or a note.
---@param d table see sluice.diagnostic
function M.emit(d)
  if options.strict and d.level == "warning" then
    d.level = "error"
    host.mark_failed()
  end
  if options.quiet and d.level ~= "error" then
    return
  end
  d = M.adapt and M.adapt(d) or d
  forget_other_files(d)
  if options.hands_back and d.cores then
    return host.hand_back(diagnostic.json(d, true))
  end
  local as_json = options.json or options.describe
  host.say(as_json and diagnostic.json(d, options.describe) or diagnostic.format(d, {
    color = options.color, width = options.width, ascii = options.ascii,
  }))
end

---Says one line of news.
---@param text string
function M.line(text)
  if not options.quiet and not options.json then
    host.say("sluice: " .. text .. "\n")
  end
end

---Fills in the column of an error of which only the line is known.
---@param d table
---@param err table may name a function (who) or a word to look for
---@param message string
function M.find_column(d, err, message)
  local text = d.file and place.source(d.file)
  if not text or not d.line then
    return
  end
  if err.who then
    local line, column = place.operator(text, d.line, err.who)
    if line then
      local at, first, length = place.argument(text, line, column, 1)
      d.line, d.column, d.mark = at or line, first or column, length or #err.who
      return
    end
  end
  local word = err.word or place.name_in_message(message)
  if word then
    d.column, d.mark = place.word(text, d.line, word)
  end
  if not d.column then
    d.column, d.mark = place.first_word(text, d.line)
  end
end

---Puts a diagnostic at the operator that made a stream.
---@param d table
---@param stream table
function M.at_operator(d, stream)
  local mark = where.mark(where.stream(stream), stream.op)
  d.file, d.line, d.column, d.mark = mark.file, mark.line, mark.column, mark.mark
end

---The number of a batch of the context that started last.
---@param ms integer
---@return integer
function M.batch_number(ms)
  local summary = host.context_summary(M.context)
  return (ms * 1000 - summary.zero) // summary.interval
end

return M
