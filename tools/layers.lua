-- tools/layers.lua FILE... -- checks that files use their own layer or lower ones.
-- SPDX-License-Identifier: MIT
--
-- Prints FILE:LINE: message for each violation, and exits with 1 if there is one. Names
-- are relative to the top of the tree. docs/design.md explains the layers.

-- From the bottom. A file belongs to the longest folder its name starts with.
local LAYERS = {
  "vm/base/", "vm/sim/", "vm/store/", "vm/graph/", "vm/ingest/", "vm/sched/",
  "vm/streaming/", "lua/base/", "lua/native/", "lua/task/", "lua/driver/", "lua/", "viz/",
  "course/", "cli/",
}

-- Headers that few may include: a folder ends with "/", a file is named in full.
local LUA_USERS = { "lua/", "cli/", "tools/", "tests/" }
local RESERVED = {
  ["lua.h"] = LUA_USERS,
  ["lauxlib.h"] = LUA_USERS,
  ["lualib.h"] = LUA_USERS,
  ["luaconf.h"] = LUA_USERS,
  ["uv.h"] = { "vm/sim/wall.c", "vm/ingest/tcp.c", "cli/", "tests/" },
  ["pthread.h"] = { "lua/", "cli/", "tests/" },
  ["threads.h"] = {},
  ["jansson.h"] = { "vm/streaming/metadata_read.c", "tests/fuzz/", "tests/vectors/" },
  ["cmocka.h"] = { "tests/" },
}

-- What Lua files may require, by folder: the first part of a module's name.
local REQUIRES = {
  ["lua/"] = { sluice = true },
  ["viz/"] = { sluice = true, viz = true },
  ["course/"] = { sluice = true, viz = true, course = true },
  ["cli/"] = { sluice = true, viz = true, course = true, cli = true, docs = true },
}

local violations = 0

local function report(path, line, message)
  violations = violations + 1
  print(string.format("%s:%d: %s", path, line, message))
end

local function starts_with(text, prefix)
  return text:sub(1, #prefix) == prefix
end

-- Returns number and folder of the layer of a path, nil outside of the layers.
local function layer_of(path)
  for number, folder in ipairs(LAYERS) do
    if starts_with(path, folder) then return number, folder end
  end
end

local function is_among(path, places)
  for _, place in ipairs(places) do
    if path == place or (place:sub(-1) == "/" and starts_with(path, place)) then
      return true
    end
  end
  return false
end

local function check_own_include(path, line, included)
  local number, folder = layer_of(path)
  local other, other_folder = layer_of(included)
  if not other then
    if number then
      report(path, line, string.format('"%s" is no full path into a layer', included))
    end
  elseif number and other > number then
    report(path, line, string.format('%s must not include "%s": %s lies above it',
      folder, included, other_folder))
  elseif starts_with(path, "tests/unit/") and not starts_with(included, "vm/") then
    report(path, line, string.format('tests/unit/ is linked with vm/ only, not "%s"',
      included))
  end
end

local function check_library_include(path, line, included)
  local places = RESERVED[included]
  if places and not is_among(path, places) then
    local where = #places > 0 and table.concat(places, " ") or "nowhere"
    report(path, line, string.format("<%s> may be included in: %s", included, where))
  end
  if starts_with(path, "tests/unit/") and places == LUA_USERS then
    report(path, line, "tests/unit/ is linked without Lua")
  end
end

local function check_c_line(path, line, text)
  local own = text:match('^%s*#%s*include%s*"([^"]+)"')
  local library = text:match("^%s*#%s*include%s*<([^>]+)>")
  if own then check_own_include(path, line, own) end
  if library or own then check_library_include(path, line, library or own) end
end

local function check_lua_line(path, line, text)
  local _, folder = layer_of(path)
  local allowed = REQUIRES[folder]
  if not allowed then return end
  for module in text:gmatch("%f[%w_.]require%s*%(?%s*[\"']([^\"']+)[\"']") do
    if not allowed[module:match("^[^./]+")] then
      report(path, line, string.format('%s must not require "%s"', folder, module))
    end
  end
end

local function check_file(path)
  local check = path:find("%.lua$") and check_lua_line or check_c_line
  local line = 0
  for text in io.lines(path) do
    line = line + 1
    check(path, line, text)
  end
end

for _, path in ipairs(arg) do
  check_file(path)
end
os.exit(violations == 0)
