-- tests/lib/javahash.lua -- hash codes of Java and Scala, from their definitions.
-- SPDX-License-Identifier: MIT
--
-- The engine has its own implementation in C; this one is there to disagree with it.
-- Results are signed 32-bit integers.

local M = {}

local MASK = 0xffffffff

local function signed(hash)
  hash = hash & MASK
  return hash >= 0x80000000 and hash - 0x100000000 or hash
end

local function rotate(hash, bits)
  hash = hash & MASK
  return ((hash << bits) | (hash >> (32 - bits))) & MASK
end

--- One step of MurmurHash3 with 32 bits.
function M.mix(hash, value)
  value = rotate((value & MASK) * 0xcc9e2d51, 15) * 0x1b873593 & MASK
  return (rotate(hash ~ value, 13) * 5 + 0xe6546b64) & MASK
end

--- The end of MurmurHash3: count is what its length stands for.
function M.finish(hash, count)
  hash = (hash ~ count) & MASK
  hash = ((hash ~ (hash >> 16)) * 0x85ebca6b) & MASK
  hash = ((hash ~ (hash >> 13)) * 0xc2b2ae35) & MASK
  return signed(hash ~ (hash >> 16))
end

--- The hash with which Spark's tables spread hash codes over their slots.
function M.spread(code)
  return M.finish(M.mix(0, code), 4) & MASK
end

--- String.hashCode: over UTF-16 code units.
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
  return signed(hash)
end

-- Both halves of 64 bits.
local function fold(bits)
  return signed(bits ~ (bits >> 32))
end

--- Integer.hashCode, or Long.hashCode of what does not fit 32 bits.
function M.integer(value)
  return signed(value) == value and value or fold(value)
end

--- Double.hashCode.
function M.double(value)
  return fold(string.unpack("<i8", string.pack("<d", value)))
end

--- The same for an element of a tuple (##): equal numbers of any type agree.
function M.number_element(value)
  local whole = math.tointeger(value)
  if whole then
    return M.integer(whole)
  end
  local short = string.unpack("<f", string.pack("<f", value))
  return short == value and string.unpack("<i4", string.pack("<f", value))
    or M.double(value)
end

--- A tuple or case class, of the hashes of its elements.
function M.product(hashes)
  local hash = 0xcafebabe
  for _, element in ipairs(hashes) do
    hash = M.mix(hash, element)
  end
  return M.finish(hash, #hashes)
end

--- A sequence, of the hashes of its elements.
function M.sequence(hashes)
  local hash = M.string("Seq") & MASK
  for _, element in ipairs(hashes) do
    hash = M.mix(hash, element)
  end
  return M.finish(hash, #hashes)
end

return M
