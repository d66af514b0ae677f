-- bench/text.lua -- the text that all word counts read, and the line they print.
-- SPDX-License-Identifier: MIT
--
-- Rare and common words are as in real text (Zipf): each doubling of a word's rank
-- halves how often it comes. Only integers are used, so the text is the same on every
-- machine.
local M = {}

M.LINES = 100000
M.WORDS_A_LINE = 10
M.DISTINCT = 10000

local CONSONANTS, VOWELS = "bdfghklmnprstv", "aeiou"
local SYLLABLES = #CONSONANTS * #VOWELS

-- The number n, written with syllables for digits.
local function spell(n)
  local word = ""
  repeat
    local consonant = n // #VOWELS % #CONSONANTS + 1
    local vowel = n % #VOWELS + 1
    word = CONSONANTS:sub(consonant, consonant) .. VOWELS:sub(vowel, vowel) .. word
    n = n // SYLLABLES
  until n == 0
  return word
end

-- Words of four letters and, from about the middle of the ranks on, of six.
local function make_words()
  local words = {}
  for rank = 1, M.DISTINCT do
    words[rank] = spell(rank + SYLLABLES - 1)
  end
  return words
end

-- Every power of two up to DISTINCT begins a group of ranks; all groups are as likely.
local function draw_rank()
  local rank
  repeat
    local first = 1 << math.random(0, 13)
    rank = math.random(first, 2 * first - 1)
  until rank <= M.DISTINCT
  return rank
end

---Writes the text. It starts with every word once, so that none is missing.
---@param path string
function M.write(path)
  math.randomseed(1)
  local words = make_words()
  local file = assert(io.open(path, "w"))
  local written = 0
  for _ = 1, M.LINES do
    local line = {}
    for i = 1, M.WORDS_A_LINE do
      written = written + 1
      line[i] = words[written <= M.DISTINCT and written or draw_rank()]
    end
    file:write(table.concat(line, " "), "\n")
  end
  assert(file:close())
end

---@param path string
---@return string[]
function M.read_lines(path)
  local lines = {}
  for line in io.lines(path) do
    lines[#lines + 1] = line
  end
  return lines
end

---@class bench.Tally
---@field words integer
---@field distinct integer
---@field sum integer
local Tally = {}
Tally.__index = Tally

---What a word count found, in a few numbers that do not depend on the order of words.
---@return bench.Tally
function M.tally()
  return setmetatable({ words = 0, distinct = 0, sum = 0 }, Tally)
end

---@param word string
---@param count integer
function Tally:add(word, count)
  local hash = 0
  for i = 1, #word do
    hash = (hash * 31 + word:byte(i)) & 0x7FFFFFFF
  end
  self.words = self.words + count
  self.distinct = self.distinct + 1
  self.sum = (self.sum + hash * count) & 0x7FFFFFFF
end

---Prints the line that a word count writes after all rounds.
function Tally:print()
  io.stdout:write(("%d %d %d\n"):format(self.words, self.distinct, self.sum))
end

---Prints ten of the counts, as print() of a DStream does, and says that a round is
---over; bench/stamp.c notes when that comes.
---@param counts table<string, integer>
function M.end_round(counts)
  local word, count = next(counts)
  for _ = 1, 10 do
    print(("(%s,%d)"):format(word, count))
    word, count = next(counts, word)
  end
  io.stdout:write("round\n")
  io.stdout:flush()
end

return M
