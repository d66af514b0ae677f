-- filter_plain.lua FORM TEST ROUNDS -- the same filter in plain Lua, for comparison:
-- FORM "lists" makes a list of all lines that are left, "count" only counts them.
-- SPDX-License-Identifier: MIT
package.path = "bench/?.lua"
local lines = require("lines")

local form, test, rounds = arg[1], lines.TESTS[arg[2]], tonumber(arg[3])
local input = lines.list()

local forms = {}

function forms.lists()
  local out = {}
  for i = 1, #input do
    if test(input[i]) then
      out[#out + 1] = input[i]
    end
  end
  return #out
end

function forms.count()
  local left = 0
  for i = 1, #input do
    if test(input[i]) then
      left = left + 1
    end
  end
  return left
end

local left
for _ = 1, rounds do
  left = forms[form]()
  print("round")
  io.stdout:flush()
end
print(left)
