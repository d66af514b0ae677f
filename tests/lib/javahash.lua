-- tests/lib/javahash.lua -- hash codes of Java and Scala, from their definitions.
-- SPDX-License-Identifier: MIT
--
-- The engine has its own implementation in C; this one is there to disagree with it.
-- Results are signed 32-bit integers.

local hashcode = require "viz.hashcode"

local M = {
  mix = hashcode.mix, finish = hashcode.finish, string = hashcode.string,
  sequence = hashcode.sequence,
}

local MASK = 0xffffffff
local signed = hashcode.signed

--- The hash with which Spark's tables spread hash codes over their slots.
function M.spread(code)
  return M.finish(M.mix(0, code), 4) & MASK
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

return M
