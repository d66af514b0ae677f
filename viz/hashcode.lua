-- viz.hashcode: hash codes of Java and Scala, from their definitions.
-- Spark sorts and places by them, so a view that keeps Spark's order needs them, too.
-- Results are signed 32-bit integers.
-- SPDX-License-Identifier: MIT
local M = {}

local MASK <const> = 0xffffffff

---The lower 32 bits of a number as a signed integer.
---@param hash integer
---@return integer
function M.signed(hash)
  hash = hash & MASK
  return hash >= 0x80000000 and hash - 0x100000000 or hash
end

local function rotate(hash, bits)
  hash = hash & MASK
  return ((hash << bits) | (hash >> (32 - bits))) & MASK
end

---One step of MurmurHash3 with 32 bits.
---@param hash integer
---@param value integer
---@return integer
function M.mix(hash, value)
  value = rotate((value & MASK) * 0xcc9e2d51, 15) * 0x1b873593 & MASK
  return (rotate(hash ~ value, 13) * 5 + 0xe6546b64) & MASK
end

---The end of MurmurHash3: count is what its length stands for.
---@param hash integer
---@param count integer
---@return integer
function M.finish(hash, count)
  hash = (hash ~ count) & MASK
  hash = ((hash ~ (hash >> 16)) * 0x85ebca6b) & MASK
  hash = ((hash ~ (hash >> 13)) * 0xc2b2ae35) & MASK
  return M.signed(hash ~ (hash >> 16))
end

---String.hashCode: over UTF-16 code units.
---@param text string
---@return integer
function M.string(text)
  local hash = 0
  for _, code in utf8.codes(text) do
    if code >= 0x10000 then
      code = code - 0x10000
      hash = (hash * 31 + 0xd800 + (code >> 10)) & MASK
      code = 0xdc00 + (code & 0x3ff)
    end
    hash = (hash * 31 + code) & MASK
  end
  return M.signed(hash)
end

---A sequence of Scala's, from the hashes of its elements.
---@param hashes integer[]
---@return integer
function M.sequence(hashes)
  local hash = M.string("Seq") & MASK
  for _, element in ipairs(hashes) do
    hash = M.mix(hash, element)
  end
  return M.finish(hash, #hashes)
end

return M
