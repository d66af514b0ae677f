-- sluice.apart: what a run writes goes into a folder of its own, so that several runs
-- of one program do not meet in their files.
-- Spark: none.
--
-- Checkpoints are looked for there, too, so such a run begins anew. Saved data is read
-- from there if this run has saved it; all else is read from where it is. A session,
-- which is run again and again, has only its checkpoints there: what it saves is to be
-- found.
-- SPDX-License-Identifier: MIT
local host = require("sluice.host")

local M = {}

-- The place of a path in the folder: no ".." leads out of it.
local function inside(path)
  local parts = {host.apart_folder()}
  for part in path:gsub("^file:", ""):gmatch("[^/]+") do
    parts[#parts + 1] = part == ".." and "above" or part
  end
  return table.concat(parts, "/")
end

-- Whether a path or a pattern means something that was saved.
local function means_saved(path, saved)
  local fixed = path:match("^[^*?%[{]*")
  for _, one in ipairs(saved) do
    if one:sub(1, #fixed) == fixed or fixed:sub(1, #one) == one then
      return true
    end
  end
  return false
end

-- Several paths stand in one text, with commas between.
local function where_it_is(paths, saved)
  return (paths:gsub("[^,]+", function(path)
    return means_saved(path, saved) and inside(path) or nil
  end))
end

-- Puts `change(argument)` in the place of the n-th argument of a host function.
local function wrap(name, n, change)
  local plain = host[name]
  host[name] = function(...)
    local arguments = table.pack(...)
    if arguments[n] ~= nil then
      arguments[n] = change(arguments[n])
    end
    return plain(table.unpack(arguments, 1, arguments.n))
  end
end

---Changes the host functions that take the path of a checkpoint; and of all else that
---is written, unless that is to stay where it is.
---@param checkpoints_only boolean
function M.install(checkpoints_only)
  wrap("context_checkpoint", 2, inside)
  wrap("checkpoint_read", 1, inside)
  wrap("context_recover", 3, inside)
  wrap("set_checkpoint_folder", 1, inside)
  if checkpoints_only then
    return
  end
  local saved = {}
  local function save(path)
    saved[#saved + 1] = path
    return inside(path)
  end
  local function read(paths)
    return where_it_is(paths, saved)
  end
  wrap("save_text", 3, save)
  wrap("save_objects", 3, save)
  wrap("text_rdd", 2, read)
  wrap("object_rdd", 2, read)
end

return M
