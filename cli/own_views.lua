-- cli.own_views: views that a user adds, each from a Lua file (--load).
--
-- The file returns a view as the modules in viz/views/ do, and the view has the name of
-- the file. What goes wrong in it is the user's mistake, told with its line.
-- SPDX-License-Identifier: MIT
local options = require("viz.options")
local usage = require("cli.usage")
local viz = require("viz")
local words = require("sluice.words")

local M = {}

local HELP <const> = "see docs/views.md, a view of your own"

local function fail(name, message, fields)
  local diagnostic = {level = "error", name = name, message = message, exit = 2}
  for key, value in pairs(fields or {}) do
    diagnostic[key] = value
  end
  error(diagnostic, 0)
end

-- The line of a file that is being run, or that called what failed.
local function line_in(path)
  local level = 2
  local info = debug.getinfo(level, "Sl")
  while info do
    if info.source == "@" .. path then
      return info.currentline
    end
    level = level + 1
    info = debug.getinfo(level, "Sl")
  end
  return nil
end

-- What was raised, as a diagnostic; a view may raise one itself, as those here do.
local function told(raised, path)
  if type(raised) == "table" and raised.message then
    raised.name = raised.name or "usage"
    return raised
  end
  local text = tostring(raised):gsub("^[^:\n]*:%d+: ", "")
  return {level = "error", name = "program-failed", exit = 1, file = path,
    line = line_in(path), message = text}
end

-- A function of the file that raises diagnostics only.
local function guarded(f, path)
  return function(...)
    local results = table.pack(xpcall(f, function(raised)
      return told(raised, path)
    end, ...))
    if not results[1] then
      error(results[2], 0)
    end
    return table.unpack(results, 2, results.n)
  end
end

-- A drawing has to be text.
local function drawing(f, path)
  local draw = guarded(f, path)
  return function(...)
    local text = draw(...)
    if type(text) ~= "string" then
      fail("program-failed", ("a drawing of this view is no text, but %s"):format(
        type(text)), {file = path, exit = 1})
    end
    return text
  end
end

local function read(path)
  local file, reason = io.open(path, "rb")
  local text = file and file:read("a")
  if file then
    file:close()
  end
  if not text then
    fail("file-missing", "cannot read " .. (reason or path .. ": is it a folder?"))
  end
  local chunk, message = load(text, "@" .. path, "t")
  if not chunk then
    local line, rest = message:match("^.-:(%d+): (.*)$")
    fail("syntax", rest or message, {file = path, line = tonumber(line)})
  end
  return guarded(chunk, path)()
end

-- What a table lacks to be a view, or nil.
local function lack(view)
  if type(view) ~= "table" then
    return "returns no table"
  elseif type(view.model) ~= "function" or type(view.text) ~= "function" then
    return "returns no function model(trace, options), or no text(model, options)"
  elseif view.dot ~= nil and type(view.dot) ~= "function" then
    return "returns a dot that is no function"
  elseif type(view.about) ~= "string" then
    return "does not say what the view is about"
  end
  if view.kinds ~= nil and type(view.kinds) ~= "string" then
    return "has kinds that are no text"
  end
  for _, name in ipairs(view.options or {}) do
    if not options.is_known(name) then
      return "names an option that no view has: " .. words.name(tostring(name))
    end
  end
  return nil
end

local function add(path)
  local name = path:match("([^/]+)$"):gsub("%.lua$", "")
  if not name:find("^%a[%w_-]*$") then
    usage.fail(("the view of %s has the name of the file, and %s is none"):format(path,
      words.quote(name)), "letters, digits, _ and -")
  end
  for _, view in ipairs(viz.views()) do
    if view.name == name then
      usage.fail(("there is a view %s already"):format(name),
        "another name for " .. path)
    end
  end
  local view = read(path)
  local missing = lack(view)
  if missing then
    usage.fail(("%s %s"):format(path, missing), HELP)
  end
  viz.register(name, {about = view.about, options = view.options or {},
    kinds = view.kinds,
    model = guarded(view.model, path), text = drawing(view.text, path),
    dot = view.dot and drawing(view.dot, path)})
end

---Adds the views of some files; raises a diagnostic if one of them is none.
---@param paths string[]|nil
function M.load(paths)
  for _, path in ipairs(paths or {}) do
    add(path)
  end
end

return M
