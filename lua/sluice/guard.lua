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

-- A method that was called with a dot gets no object, or another one.
local function checked(class, name, method)
  return function(self, ...)
    if getmetatable(self) ~= class then
      errors.raise({ class = "java.lang.IllegalArgumentException", name = "wrong-type",
        message = ("%s is a method of %s; a method is called with a colon"):format(name,
          class.__sluice),
        try = (":%s in place of .%s"):format(name, name), word = name })
    end
    return method(self, ...)
  end
end

---A class: methods are looked up in it; a name that is none raises unknown-method, if
---it is the program that asks for it.
---@param name string "DStream", as people see it
---@param methods table
---@param planned table<string, boolean> methods of Spark's that are not there yet
---@return table class a metatable
function M.class(name, methods, planned)
  local article = name:find("^RDD") and "an " or "a "
  local class = { __name = name, __sluice = article .. name }
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
    if planned[key] then
      errors.raise({ class = "java.lang.UnsupportedOperationException",
        name = "not-yet",
        message = ("%s.%s is Spark's, but sluice does not have it yet"):format(name,
          key),
        word = key, file = file, line = line })
    end
    errors.raise({ class = "java.lang.NoSuchMethodError", name = "unknown-method",
      message = ("%s has no method `%s`"):format(class.__sluice, key),
      try = try_text(near(key, methods)), word = key, file = file, line = line })
  end
  return class
end

---A set of names.
---@param text string separated by white space
---@return table<string, boolean>
function M.names(text)
  local set = {}
  for name in text:gmatch("%S+") do
    set[name] = true
  end
  return set
end

return M
