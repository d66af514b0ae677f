-- Places in programs: operators in chains, arguments, variables, names in messages.
-- SPDX-License-Identifier: MIT
local place = require("sluice.place")
local tap = require("tap")

-- Where a piece of the program stands: the n-th time it is found.
local function at(text, piece, n)
  local from = 0
  for _ = 1, n or 1 do
    from = assert(text:find(piece, from + 1, true), piece)
  end
  local before = text:sub(1, from - 1)
  local _, lines = before:gsub("\n", "")
  return lines + 1, from - (before:match(".*()\n") or 0)
end

local function operator_is(name, text, line, operator, piece, after)
  local got_line, got_column = place.operator(text, line, operator, after)
  local want_line, want_column = at(text, piece)
  local skip = #piece:match("^[:. ]*")
  tap.is(got_line, want_line, name .. ": line")
  tap.is(got_column, want_column + skip, name .. ": column")
end

local function place_of(text, line, operator, after)
  local found, column = place.operator(text, line, operator, after)
  return {line = found, column = column}
end

local CHAIN = [==[
local ssc = StreamingContext("local[2]", "x", Seconds(1)) -- :map( in a comment
ssc:socketTextStream("localhost", 9999)
   :map(function(line) return line:map("(") end) --[[ :filter(
   :filter( ]]
   :filter(function(s) return s ~= [[ :map( ]] end)
   :map (second)
   :print()
]==]

local function chains()
  local socket = place_of(CHAIN, 2, "socketTextStream")
  tap.is_deeply(socket, {line = 2, column = 5}, "the first call of a chain")
  operator_is("a second line", CHAIN, 2, "map", ":map(function", socket)
  local map = place_of(CHAIN, 2, "map", socket)
  operator_is("behind a long comment", CHAIN, 2, "filter", ":filter(function", map)
  local filter = place_of(CHAIN, 2, "filter", map)
  operator_is("the same name again", CHAIN, 2, "map", ":map (second)", filter)
  operator_is("the last one", CHAIN, 2, "print", ":print", filter)
  operator_is("later versions of Lua give the line of the call", CHAIN, 6, "map",
    ":map (second)", filter)
  operator_is("a function's name", CHAIN, 1, "Seconds", "Seconds")
  tap.is(place.operator(CHAIN, 2, "reduce", socket), nil, "a name that is not there")
  tap.is(place.operator("a:b('", 1, "c"), nil, "a text that is no program")
end

local NESTED = [[
local lines = ssc:queueStream(queue)
local function double(stream)
  return stream:map(twice):map(thrice)
end
local both = lines:map(a):union(lines:filter(b):map(c)):map(d)
double(lines):print()
lines:map{1}:map"two":map[==[three]==]
]]

local function nested()
  local lines = place_of(NESTED, 1, "queueStream")
  operator_is("in a function", NESTED, 3, "map", ":map(twice)", lines)
  operator_is("a stream of an earlier line", NESTED, 5, "map", ":map(a)", lines)
  local filter = place_of(NESTED, 5, "filter", lines)
  operator_is("inside an argument", NESTED, 5, "map", ":map(c)", filter)
  local union = place_of(NESTED, 5, "union", place_of(NESTED, 5, "map", lines))
  operator_is("behind an argument with calls", NESTED, 5, "map", ":map(d)", union)
  local table_call = place_of(NESTED, 7, "map", lines)
  operator_is("a call with a string", NESTED, 7, "map", ":map\"two\"", table_call)
  local string_call = place_of(NESTED, 7, "map", table_call)
  operator_is("with a long string", NESTED, 7, "map", ":map[==[", string_call)
end

local ARGUMENTS = [[
f(1, "a, b", {2, 3}, function(a, b) local x, y = 1, 2 return x end, g(4, 5)[6])
f()
f{7, 8}
f"nine"
f(function(a)
  if a then return a, 1 end
end, last)
words:window(Seconds(4), Seconds(2))
]]

local function argument_is(line, column, n, piece)
  local found, from, length = place.argument(ARGUMENTS, line, column, n)
  local text = found and place.line(ARGUMENTS, found):sub(from, from + length - 1)
  tap.is(text, piece, ("line %d, argument %d"):format(line, n))
end

local function arguments()
  argument_is(1, 1, 1, "1")
  argument_is(1, 1, 2, "\"a, b\"")
  argument_is(1, 1, 3, "{2, 3}")
  argument_is(1, 1, 4, "function(a, b) local x, y = 1, 2 return x end")
  argument_is(1, 1, 5, "g(4, 5)[6]")
  argument_is(1, 1, 6, nil)
  argument_is(2, 1, 1, nil)
  argument_is(3, 1, 1, "{7, 8}")
  argument_is(4, 1, 1, "\"nine\"")
  argument_is(5, 1, 1, "function(a)")
  argument_is(5, 1, 2, "last")
  argument_is(8, 7, 2, "Seconds(2)")
  argument_is(8, 1, 1, nil)
end

local VARIABLES = [[
local counts = lines:map(one)
  :reduceByKey(add)
words = lines:flatMap(split)
lines:print()
local a <const>, b = x:map(f), y:map(g)
shape.field = lines:count()
print(lines:count())
if n == lines:count() then end
]]

local function variables()
  tap.is(place.variable(VARIABLES, 1), "counts", "a local, by its line")
  tap.is(place.variable(VARIABLES, 2, 4), "counts", "by the last call of the chain")
  tap.is(place.variable(VARIABLES, 1, 22), nil, "a stream inside a chain has no name")
  tap.is(place.variable(VARIABLES, 3), "words", "a global")
  tap.is(place.variable(VARIABLES, 4), nil, "a chain without a variable")
  tap.is(place.variable(VARIABLES, 5, 22), "a", "the first of two")
  tap.is(place.variable(VARIABLES, 5, 32), "b", "the second of two")
  tap.is(place.variable(VARIABLES, 6), nil, "a field is no variable")
  tap.is(place.variable(VARIABLES, 7), nil, "an argument is not assigned")
  tap.is(place.variable(VARIABLES, 8), nil, "a comparison is not assigned")
end

local function in_messages()
  local name = place.name_in_message
  tap.is(name("attempt to call a nil value (global 'foo')"), "foo", "a global")
  tap.is(name("attempt to index a number value (field 'size')"), "size", "a field")
  tap.is(name("bad argument #1 to 'split' (string expected, got nil)"), "split",
    "a bad argument")
  tap.is(name("attempt to compare number with nil"), nil, "no name at all")
end

local function in_lines()
  local text = "#!/bin/sluice\n  -- split first\n\tlocal x = 'split' .. split(y)\n\n"
  tap.is_deeply({place.word(text, 3, "split")}, {23, 5}, "a word, not text in a string")
  tap.is_deeply({place.first_word(text, 3)}, {2, 5}, "the first word of a line")
  tap.is(place.first_word(text, 4), nil, "an empty line has no word")
  tap.is(place.line("a\r\nb", 1), "a", "a line without its end")
  tap.is(place.line("a\nb", 2), "b", "the last line")
  tap.is(place.line("a\nb\n", 3), nil, "no further line")
  tap.is(place.source("no/such/file.lua"), nil, "a file that cannot be read")
end

chains()
nested()
arguments()
variables()
in_messages()
in_lines()
tap.done()
