-- sluice.guard: objects of the API that answer an unknown name with a suggestion.
-- SPDX-License-Identifier: MIT
local errors = require("sluice.errors")

local M = {}

-- Names near to `name`, the nearest first: alike but for case, beginning alike, or with
-- few letters changed.
local function near(name, known)
  local distance = require("sluice.words").distance
  local lower = name:lower()
  local found = {}
  for candidate in pairs(known) do
    local other = candidate:lower()
    local far = distance(lower, other)
    if other:sub(1, #lower) == lower or lower:sub(1, #other) == other then
      far = math.min(far, 2)
    end
    if far <= math.max(2, #name // 4) then
      found[#found + 1] = { name = candidate, far = far }
    end
  end
  table.sort(found, function(a, b)
    if a.far ~= b.far then
      return a.far < b.far
    end
    return a.name < b.name
  end)
  return found
end

local function try_text(found)
  if #found == 0 then
    return nil
  end
  local others = {}
  for i = 2, math.min(#found, 3) do
    others[#others + 1] = found[i].name
  end
  if #others == 0 then
    return found[1].name
  end
  return ("%-20s also near: %s"):format(found[1].name, table.concat(others, ", "))
end

-- "an RDD", "a DStream"
local function with_article(name)
  return (name:find("^[AEIO]") or name:find("^RDD")) and "an " .. name or "a " .. name
end

-- A method that was called with a dot gets no object, or another one.
local function checked(class, name, method)
  return function(self, ...)
    if getmetatable(self) ~= class then
      errors.raise({ class = "java.lang.IllegalArgumentException", name = "wrong-type",
        message = ("%s is a method of %s; a method is called with a colon"):format(name,
          with_article(class.__name)),
        try = (":%s in place of .%s"):format(name, name), word = name })
    end
    return method(self, ...)
  end
end

---What to try in place of a misspelt name; nil if nothing is near.
---@param name string
---@param known table<string, any>
---@return string|nil
function M.suggestion(name, known)
  return try_text(near(name, known))
end

-- What is absent under a name; nil if Spark has not got it either. The list of a class
-- is read when somebody asks for a name that is wrong, which is rare.
local function find_absent(absent, key)
  if type(absent) == "string" then
    absent = require("sluice.absent")[absent]
  end
  return absent[key]
end

local function refuse_absent(name, key, absent, file, line)
  errors.raise({ class = "java.lang.UnsupportedOperationException",
    name = "unsupported",
    message = ("%s.%s is Spark's; sluice has not got it"):format(name, key),
    why = absent.why, try = absent.try, word = key, file = file, line = line })
end

---A class: methods are looked up in it; a name that is none raises unknown-method, if
---it is the program that asks for it.
---@param name string "DStream", as people see it
---@param methods table
---@param absent table<string, table>|string methods of Spark's that are not there, or
---the name of their list in sluice.absent
---@param travels boolean|nil true: objects are plain data and may go to a task
---@return table class a metatable
function M.class(name, methods, absent, travels)
  local class = { __name = name, __methods = methods }
  if not travels then
    class.__sluice = with_article(name)
  end
  local ready = {}
  function class.__index(_, key)
    local method = methods[key]
    if type(method) == "function" then
      ready[key] = ready[key] or checked(class, key, method)
      return ready[key]
    end
    if type(key) ~= "string" then
      return nil
    end
    local file, line = require("sluice.host").caller()
    if not file then
      return nil
    end
    local missing = find_absent(absent, key)
    if missing then
      refuse_absent(name, key, missing, file, line)
    end
    errors.raise({ class = "java.lang.NoSuchMethodError", name = "unknown-method",
      message = ("%s has no method `%s`"):format(with_article(name), key),
      try = M.suggestion(key, methods), word = key, file = file, line = line })
  end
  return class
end

-- A function that belongs to no object is called with a dot.
local function checked_static(static, name, f)
  return function(first, ...)
    if rawequal(first, static) then
      errors.raise({ class = "java.lang.IllegalArgumentException", name = "wrong-type",
        message = ("%s belongs to no object; it is called with a dot"):format(name),
        try = (".%s in place of :%s"):format(name, name), word = name })
    end
    return f(first, ...)
  end
end

---What stands behind the name of a class: called, it makes an object; its fields are
---functions that need none, or constants. Nothing can be added to it.
---@param name string "StreamingContext", as people see it
---@param functions table<string, any>
---@param absent table<string, table>|string functions of Spark's that are not there, as
---above
---@param make? fun(...): any
---@return table
function M.static(name, functions, absent, make)
  local static, ready = {}, {}
  local meta = { __name = name, __sluice = "the name of a class",
    __methods = functions }
  function meta.__index(_, key)
    local f = functions[key]
    if f and type(f) ~= "function" then
      return f
    elseif f then
      ready[key] = ready[key] or checked_static(static, key, f)
      return ready[key]
    end
    local missing = find_absent(absent, key)
    if missing then
      refuse_absent(name, key, missing)
    end
    errors.raise({ class = "java.lang.NoSuchMethodError", name = "unknown-method",
      message = ("%s has no function `%s`"):format(name, tostring(key)),
      try = type(key) == "string" and M.suggestion(key, functions) or nil,
      word = tostring(key) })
  end
  function meta.__newindex(_, key)
    errors.raise({ class = "java.lang.UnsupportedOperationException",
      name = "wrong-type", word = tostring(key),
      message = ("nothing can be added to %s"):format(name) })
  end
  if make then
    function meta.__call(_, ...)
      return make(...)
    end
  end
  return setmetatable(static, meta)
end

---A kind of plain table with some fields, of which each may be nil; a name that is no
---field raises unknown-method, if it is the program that asks for it.
---@param name string "BatchInfo"
---@param fields string separated by white space
---@return table metatable
function M.record(name, fields)
  local known = M.names(fields)
  local meta = { __name = name, __sluice = with_article(name) }
  function meta.__index(_, key)
    local file, line = require("sluice.host").caller()
    if known[key] or type(key) ~= "string" or not file then
      return nil
    end
    errors.raise({ class = "java.lang.NoSuchFieldError", name = "unknown-method",
      message = ("%s has no field `%s`"):format(with_article(name), key),
      try = M.suggestion(key, known), word = key, file = file, line = line })
  end
  return meta
end

---A set of names; "name=other" tells which other name comes nearest.
---@param text string separated by white space
---@return table<string, boolean|string>
function M.names(text)
  local set = {}
  for word in text:gmatch("%S+") do
    local name, other = word:match("^(.-)=(.+)$")
    set[name or word] = other or true
  end
  return set
end

return M
