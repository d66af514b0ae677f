-- Checks of 5.4. What the files of a world hold, all together.
-- SPDX-License-Identifier: MIT
local FILES = {
  shown = {tea = 5, milk = 3, rice = 3, beans = 2},
  twice = {salt = 6, mint = 4, corn = 3},
  executor = {oats = 5, plum = 4, figs = 3, dill = 2},
}

-- The sum of the rows whose name has the word, or nil if there is none.
local function sum_of(rows_of_store, word)
  local total
  for key, value in pairs(rows_of_store) do
    for part in tostring(key):gmatch("%a+") do
      if part == word and math.type(value) then
        total = (total or 0) + value
      end
    end
  end
  return total
end

-- The first word whose rows do not add up to what came.
local function first_wrong(run)
  local wanted, words = FILES[run.world or "shown"], {}
  for word in pairs(wanted) do
    words[#words + 1] = word
  end
  for _, word in ipairs(sorted(words)) do
    local got = sum_of(rows(run, "totals"), word)
    if got ~= wanted[word] then
      return word, got, wanted[word]
    end
  end
  return nil
end

local function compare(run)
  local word, got, want = first_wrong(run)
  return expect(not word, {key = word, got = got, want = want}), got or 0, want or 0,
    got == nil
end

check("same table", {points = 2}, function(run)
  local result, got, want, none = compare(run)
  local text = run:source().text
  result
    :says("no row names {key}, wanted {want} in all: how often came which word?", none)
    :says("{key} is {got} in all, wanted {want}: a later batch puts its number over that "
      .. "of an earlier one", got < want)
    :says("{key} is {got} in all, wanted {want}: batch 4 (8000 ms) ran again and added "
      .. "again. What the first driver remembered died with it",
      text:find("%[[^%d%]]") ~= nil)
    :says("{key} is {got} in all, wanted {want}: batch 4 (8000 ms) ran again and added "
      .. "its numbers again")
end)

check("goes on", {after = "same table"}, function(run)
  eventually(run:batches(), function(batch)
    return batch.run > 1
  end):says("no batch ran again: this context was not recovered")
end)

check("whenever it dies", {after = "goes on", hidden = false}, function(run)
  local deaths = crash{"driver", back = 900,
    at = {2038, 6037, 8036, 8038, 8041, 8059, 8061}}
  for _, other in ipairs(deaths) do
    local word, got, want = first_wrong(other)
    expect(not word, {key = ("one more death, at %g s: %s"):format(
      other.killed / 1000, tostring(word)), got = got, want = want})
      :says("{key} is {got} in all, wanted {want}: a part of the batch had been written "
        .. "by then", got and want and got > want)
      :says("{key} is {got} in all, wanted {want}: something said that the batch was "
        .. "written, and a part of it was not")
  end
end)

hidden{world = "twice", says = "where the driver dies twice"}
hidden{world = "executor", master = "local-cluster[3,2,1024]",
  says = "where an executor dies in the middle of a batch"}
