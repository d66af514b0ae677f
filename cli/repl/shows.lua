-- cli.repl.shows: the dot commands that show what happened: views, outputs, words.
-- SPDX-License-Identifier: MIT
local diagnostic = require("sluice.diagnostic")
local options = require("viz.options")
local picture = require("cli.picture")
local usage = require("cli.usage")
local values = require("cli.values")
local viz = require("viz")
local words = require("sluice.words")

local M = {}

local COLUMNS <const> = 80 -- of a view where there is no terminal

---The trace of a run; a usage error before it has begun.
---@param repl sluice.Repl
---@param command string
---@return Trace
function M.trace(repl, command)
  return repl.run:trace() or usage.fail(command .. " shows what happened, and nothing "
    .. "has happened yet", ".step")
end

-- Opens a file with what the desktop has for it.
local function open_file(file)
  local command = "xdg-open '%s' >/dev/null 2>&1 || open '%s' >/dev/null 2>&1"
  local opened = os.execute(command:format(file, file))
  return opened and ("%s: opened\n"):format(file)
    or ("%s: written; nothing here opens pictures\n"):format(file)
end

local function is_file(word)
  return word:find("%.%a+$") ~= nil and not word:find("..", 1, true)
end

-- Draws a view here, or into a file, or into a window if that is "open".
local function draw(repl, trace, name, spec, file)
  if not file then
    local style = {color = repl.style.color, ascii = repl.style.ascii,
      width = repl.style.width or COLUMNS}
    repl:write(picture.text(trace, spec, style))
    return
  end
  local target = file == "open" and os.tmpname() .. ".svg" or values.picture(file, name)
  picture.check(spec, target)
  picture.write(trace, spec, target, repl.style)
  repl:write(file == "open" and open_file(target) or target .. ": written\n")
end

---Draws a view: here, into a file, or into a window.
---@param repl sluice.Repl
---@param name string of the view
---@param rest string options of the view, and a file or "open"
function M.view(repl, name, rest)
  local trace = M.trace(repl, "." .. name)
  local parts, file = {name}, nil
  for word in rest:gmatch("%S+") do
    if word == "open" or is_file(word) then
      file = word
    else
      parts[#parts + 1] = word
    end
  end
  draw(repl, trace, name, table.concat(parts, ":"), file)
end

---Says where a value came from: a key, with its batch before it if it is not the last
---one, and a file behind it if it is to be drawn. A key of several words, or one that
---looks like a batch or a file, stands in quotes.
---@param repl sluice.Repl
---@param rest string
function M.why(repl, rest)
  local trace = M.trace(repl, ".why")
  local batch, key = rest:match("^(%d+%a*)%s+(.+)$")
  key = key or rest
  local quoted, file = key:match("^\"([^\"]*)\"%s*(%S*)$")
  if not quoted then
    local before, last = key:match("^(.-)%s+(%S+)$")
    if last and (last == "open" or is_file(last)) then
      key, file = before, last
    end
  end
  key = quoted or key
  if key == "" then
    usage.fail(".why wants a key, and perhaps a batch before it", ".why 7 cat")
  end
  draw(repl, trace, "why", ("why%s:key=%s"):format(batch and ":batch=" .. batch or "",
    options.escape(key)), file ~= "" and file or nil)
end

-- The batch of a number or of a time, "7" or "7000ms".
local function batch_of(repl, trace, text)
  local time = text:find("%a$") and values.time(text, ".output") // 1000
  for _, batch in ipairs(trace:batches()) do
    if batch.time == time or batch.number == math.tointeger(tonumber(text)) then
      return batch
    end
  end
  return usage.fail(("there is no batch %s up to %s"):format(text,
    words.moment(repl.run:now())), ".output lists the last")
end

-- What a batch printed, all of it or one output.
local function printed(trace, batch, output)
  local texts = {}
  for _, one in ipairs(trace:printed({batch = batch.time})) do
    if not output or one.output == output - 1 then
      texts[#texts + 1] = one.text
    end
  end
  return table.concat(texts)
end

---Prints again: the last batch, one, one output of it, or all.
---@param repl sluice.Repl
---@param rest string
function M.output(repl, rest)
  local trace = M.trace(repl, ".output")
  local batches = trace:batches()
  if rest == "all" then
    for _, batch in ipairs(batches) do
      repl:write(printed(trace, batch))
    end
    return
  end
  local which, output = rest:match("^(%S*)%s*(%d*)$")
  if not which then
    usage.fail(".output wants a batch and an output, got " .. words.quote(rest),
      ".output 6 2")
  end
  local batch = which ~= "" and batch_of(repl, trace, which) or batches[#batches]
  if batch then
    repl:write(printed(trace, batch, tonumber(output)))
  end
end

---Shows a value in full.
---@param repl sluice.Repl
---@param rest string of Lua
function M.show(repl, rest)
  if rest == "" then
    usage.fail(".show wants a value", ".show trace:batch(1000)")
  end
  repl:refuse_dead()
  repl:type(rest, true)
end

---Says what happened, in words.
---@param repl sluice.Repl
---@param rest string the name of a message, or nothing
function M.explain(repl, rest)
  if rest ~= "" and not rest:find("^%d") then
    repl:write(require("sluice.catalog").text(rest)
      or usage.fail("no message is called " .. words.name(rest), "sluice explain"))
    return
  end
  local trace, summary = M.trace(repl, ".explain"), require("sluice.summary")
  repl:write(summary.lines(trace))
  local source = trace:source()
  for _, note in ipairs(summary.notes(trace, source and source.text)) do
    note.more = false
    repl:write(diagnostic.format(note, repl.style))
  end
end

---Commands for all views that there are.
---@return sluice.DotCommand[]
function M.view_commands()
  local list = {}
  for _, view in ipairs(viz.views()) do
    list[#list + 1] = view.name ~= "why" and {name = view.name,
      arguments = "[OPTIONS] [FILE or open]",
      about = "Draws " .. view.about .. ": here, into FILE, or in a window.",
      example = "." .. view.name .. " 0s..3s " .. view.name .. ".svg",
      run = function(repl, rest)
        M.view(repl, view.name, rest)
      end} or nil
  end
  return list
end

return M
