-- sluice.trace_origins: where records came from, in a run with sluice.provenance; a
-- part of sluice.trace_index.
-- Spark: none.
--
-- A task says what it read and what left it. What it read was left by another task, or
-- by itself, in a place: a partition of an RDD, or of the output of a shuffle. A record
-- in the same place twice, because its task ran again, is the same record.
-- SPDX-License-Identifier: MIT
local M = {}

---The fields of the objects of this file, by kind.
M.fields = {
  origin = "node what job rdd partition shuffle map index key text from at_us",
}

-- Records of a state have no place among those of their partition, but their key.
local function place_of(origin)
  if origin.shuffle then
    return ("s%d %d %d %d"):format(origin.shuffle, origin.map, origin.partition,
      origin.index)
  elseif origin.index then
    return ("r%d %d %d"):format(origin.rdd, origin.partition, origin.index)
  end
  return ("k%d %d %s"):format(origin.rdd, origin.partition, origin.key)
end

local LEFT <const> = {wrote = "origins_kept", kept = "origins_kept",
  gave = "origins_given"}

local function known(number)
  return number and number >= 0 and number or nil
end

---Adds the kind of record of this file.
---@param READ table<string, fun(index: table, record: table)>
---@param object fun(kind: string, fields: table): table
function M.install(READ, object)
  local read_run = READ.run
  function READ.run(index, r)
    index.life = index.life + 1
    read_run(index, r)
  end

  function READ.origin(index, r)
    local origin = object("origin", {
      node = r.node, what = r.what, job = known(r.job), rdd = r.rdd,
      partition = r.partition, shuffle = known(r.shuffle), map = known(r.map),
      index = known(r.index), key = r.key, text = r.text, from = r.from or {},
      at_us = r.at,
    })
    index.origins[r.node] = origin
    if LEFT[r.what] then
      index[LEFT[r.what]][place_of(origin)] = origin
    end
    if r.what == "gave" then
      index.results[#index.results + 1] = {origin = origin, life = index.life}
    end
  end
end

---@param index table
function M.prepare(index)
  index.origins, index.origins_kept, index.origins_given = {}, {}, {}
  index.results, index.life = {}, 0
end

-- The state of a key that no batch since touched is that of an earlier RDD.
local function earlier_state(index, origin)
  local rdd = index.rdd_by_number[origin.rdd]
  while rdd do
    local place = ("k%d %d %s"):format(rdd.number, origin.partition, origin.key)
    if index.origins_kept[place] then
      return index.origins_kept[place]
    end
    rdd = index.rdd_by_number[rdd.parents[1]]
  end
  return nil
end

-- What was kept, or given by a job, at a place; nil if that only handed on what had
-- been read there: then the reading is where the record comes from.
local function made_at(index, made, place)
  local origin = made[place]
  local link = origin and origin.from[1]
  local read = link and index.origins[link[1]]
  local hands_on = read and read.what == "read" and place_of(read) == place
  return not hands_on and origin or nil
end

-- What was read, as it left the task that made it.
local function source_of(index, origin)
  local place = place_of(origin)
  local found = made_at(index, index.origins_kept, place)
    or made_at(index, index.origins_given, place)
  return found or not origin.index and earlier_state(index, origin) or nil
end

---What an origin is made of; nothing if it is where a record comes from.
---@param index table
---@param origin TraceOrigin
---@return {origin: TraceOrigin, value: string?}[]
function M.parts(index, origin)
  if origin.what == "read" or origin.what == "fetched" then
    local source = source_of(index, origin)
    return source and {{origin = source}} or {}
  end
  local list = {}
  for _, link in ipairs(origin.from) do
    list[#list + 1] = {origin = index.origins[link[1]], value = link[2]}
  end
  return list
end

---The records that the jobs of a batch and an output gave, one for each place; of a
---batch that ran again in another life of the driver, those of the last one.
---@param index table
---@param batch integer
---@param output integer
---@return TraceOrigin[]
function M.results(index, batch, output)
  local list, seen, life = {}, {}, 0
  for _, result in ipairs(index.results) do
    local job, place = index.job_by_number[result.origin.job], place_of(result.origin)
    local fits = job and job.batch == batch and job.output == output
    if fits and result.life > life then
      list, seen, life = {}, {}, result.life
    end
    if fits and not seen[place] then
      seen[place] = true
      list[#list + 1] = result.origin
    end
  end
  return list
end

return M
