-- viz.graph.story: what the two graphs say in words.
-- SPDX-License-Identifier: MIT
local format = require("viz.format")
local words = require("sluice.words")

local M = {}

local NUMBERS <const> = {"One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight",
  "Nine", "Ten"}

local function capital(count, noun, plural)
  return ("%s %s"):format(NUMBERS[count] or words.number(count),
    count == 1 and noun or plural)
end

---How many RDDs were made for the batch, and how many are from before.
---@param model table
---@return integer made
---@return integer before
function M.counts(model)
  local made, before = 0, 0
  for _, node in ipairs(model.rdds.nodes) do
    for _, rdd in pairs(node.rdds or {}) do
      if rdd.made_us >= model.batch.time_us then
        made = made + 1
      else
        before = before + 1
      end
    end
  end
  return made, before
end

---One sentence without a full stop.
---@param model table
---@return string
function M.headline(model)
  local described = capital(model.streams, "stream", "streams") .. " described once"
  if not model.batch then
    return described .. "; no batch yet"
  end
  local made, before = M.counts(model)
  local text = ("%s; %s for batch %d"):format(described,
    words.count(made, "RDD", "RDDs"), model.batch.number)
  return before > 0 and ("%s, and %d from before"):format(text, before) or text
end

local function option(model)
  return model.drawn < model.total and "alike streams, long chains: one box"
end

---Settings and what was left out.
---@param model table
---@return string[]
function M.details(model)
  local list = {}
  if model.batch then
    list[1] = "streams make the RDDs of their row"
  end
  list[#list + 1] = "thick: through a shuffle"
  list[#list + 1] = option(model) or nil
  local hidden = model.rdds and model.rdds.hidden or 0
  list[#list + 1] = hidden > 0 and ("%d earlier batches are one box"):format(hidden)
    or nil
  if option(model) or hidden > 0 then
    list[#list + 1] = "detail=all draws each"
  end
  return list
end

-- The labels of streams that made nothing for the batch, because it is not their turn.
local function silent(model)
  local spoke, list, slide = {}, {}, nil
  for _, node in ipairs(model.rdds.nodes) do
    if node.stream and not node.before then
      spoke[node.stream] = true
    end
  end
  for _, node in ipairs(model.nodes) do
    local since = model.batch.time_us - model.zero
    if node.kind == "stream" and not spoke[node] and node.slide > 0
      and since % node.slide ~= 0 then
      slide = slide or node.slide
      list[#list + 1] = node.slide == slide and (node.label or node.op) or nil
    end
  end
  return list, slide
end

local function unique(list)
  local seen, rest = {}, {}
  for _, text in ipairs(list) do
    if not seen[text] then
      seen[text] = true
      rest[#rest + 1] = text
    end
  end
  return rest
end

local function has(model, test)
  for _, node in ipairs(model.rdds.nodes) do
    if node.kind ~= "job" and test(node) then
      return true
    end
  end
  return false
end

---The rules that explain what is seen.
---@param model table
---@return string[]
function M.rules(model)
  local list = {}
  if not model.batch then
    return list
  end
  if has(model, function(node) return node.kept > 0 end) then
    list[1] = "Bold frame: kept for later use"
  end
  local labels, slide = silent(model)
  labels = unique(labels)
  if #labels > 0 and #labels <= 4 then
    list[#list + 1] = ("At %s s %s no RDD: %s slide is %s"):format(
      format.seconds(model.batch.time_us - model.zero),
      words.list(labels) .. (#labels == 1 and " makes" or " make"),
      #labels == 1 and "its" or "their", words.duration(slide))
  end
  if #model.batch.jobs == 0 then
    list[#list + 1] = "No output started a job"
  end
  return list
end

local function outputs_in_words(model)
  local list = {}
  for _, node in ipairs(model.nodes) do
    if node.kind == "output" and #list < 6 then
      list[#list + 1] = node.members and ("%d \u{d7} %s"):format(#node.members, node.op)
        or node.op
    end
  end
  return words.list(list)
end

---The picture in words.
---@param model table
---@return string
function M.alt(model)
  local parts = {("Graph of %s and %s (%s)"):format(
    words.count(model.streams, "stream", "streams"),
    words.count(model.outputs, "output", "outputs"), outputs_in_words(model)),
    M.headline(model)}
  if model.batch then
    for _, rule in ipairs(M.rules(model)) do
      parts[#parts + 1] = rule
    end
  end
  return table.concat(parts, ". ") .. "."
end

return M
