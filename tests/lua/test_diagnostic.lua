-- Diagnostics: their layout in a pipe and on a terminal, as JSON, and how values look.
-- SPDX-License-Identifier: MIT
local diagnostic = require("sluice.diagnostic")
local tap = require("tap")
local words = require("sluice.words")

local PROGRAM = [[
local ssc   = StreamingContext("local[2]", "outputs", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
local n     = lines:count()
]]

-- A program on disk, since a diagnostic quotes from the file.
local function program(text)
  local path = os.tmpname()
  local file = assert(io.open(path, "wb"))
  file:write(text)
  file:close()
  return path
end

local function lines_of(text)
  local lines = {}
  for line in text:gmatch("([^\n]*)\n") do
    lines[#lines + 1] = line
  end
  return lines
end

local function with(fields, more)
  local copy = {}
  for name, value in pairs(fields) do
    copy[name] = value
  end
  for name, value in pairs(more) do
    copy[name] = value
  end
  return copy
end

local path = program(PROGRAM)
local NO_OUTPUT = {
  level = "error", name = "no-output", file = path, line = 3, column = 21, mark = 5,
  message = "nothing to run: no stream has an output",
  spark = "requirement failed: No output operations registered, so nothing to execute",
  why = "count describes a stream of numbers, one for each batch; nothing asks for `n`",
  try = "n:print()            outputs are print, foreachRDD",
}

local function in_a_pipe()
  local want = path .. [[
:3: error: nothing to run: no stream has an output [no-output]
  3 | local n     = lines:count()
    |                     ^^^^^
  Spark: requirement failed: No output operations registered, so nothing to execute
  why:  count describes a stream of numbers, one for each batch; nothing asks for `n`
  try:  n:print()            outputs are print, foreachRDD
  more: sluice explain no-output
]]
  tap.is(diagnostic.format(NO_OUTPUT), want, "all parts in their order")
  local record = with(NO_OUTPUT, {record = diagnostic.record("{\"to\", 1}", "batch 1")})
  tap.is(lines_of(diagnostic.format(record))[4],
    "  record: {\"to\", 1}      (batch 1)", "the record stands before Spark's text")
  tap.is(diagnostic.format({level = "error", name = "usage", more = "sluice help",
    message = "no command `rnu`; did you mean run?"}),
    "sluice: error: no command `rnu`; did you mean run? [usage]\n  more: sluice help\n",
    "without a place")
  tap.is(diagnostic.format({level = "note", name = "x", message = "m", more = false}),
    "sluice: note: m [x]\n", "without a last line")
  local gone = diagnostic.format(with(NO_OUTPUT, {file = "missing.lua"}))
  tap.like(lines_of(gone)[2], "^  Spark:", "a file that is gone is not quoted")
end

local function on_a_terminal()
  local lines = lines_of(diagnostic.format(NO_OUTPUT, {width = 60}))
  for i, line in ipairs(lines) do
    local free = i == 1 or line:find("Spark:", 1, true)
    tap.ok(free or #line <= 60, ("line %d is no wider than the terminal"):format(i))
  end
  tap.like(table.concat(lines, "\n"), "for each\n        batch; nothing asks",
    "a long text goes on under its beginning")
  tap.like(diagnostic.format(NO_OUTPUT, {width = 60}), "so nothing to execute\n",
    "Spark's text is not broken")
  local coloured = diagnostic.format(NO_OUTPUT, {color = true})
  tap.like(coloured, "\27%[1;31merror:\27%[0m", "error is bold red")
  tap.like(coloured, "\27%[1;31m^^^^^\27%[0m", "and so is its caret")
  tap.like(coloured, "\n  Spark: req", "Spark's label is plain")
  tap.is((coloured:gsub("\27%[[%d;]*m", "")), diagnostic.format(NO_OUTPUT),
    "colour changes no text")
end

local function too_long()
  local long = with(NO_OUTPUT, {why = ("word "):rep(300), try = {"one", "two"}})
  local lines = lines_of(diagnostic.format(long, {width = 60}))
  tap.is(#lines, 12, "never more than twelve lines")
  tap.like(lines[9], " …$", "the explanation is cut, and says so")
  tap.is(lines[11], "        two", "what to try is not")
  local wide = program(("a"):rep(100) .. " foo() " .. ("b"):rep(100) .. "\n")
  for _, style in ipairs({{}, {ascii = true}}) do
    local d = {level = "error", name = "x", message = "m", file = wide, line = 1,
      column = 102, mark = 3}
    local shown = lines_of(diagnostic.format(d, style))
    local at = shown[3]:find("^", 1, true)
    local cut = shown[2]:gsub("…", "~")
    tap.is(cut:sub(at, at + 2), "foo", "a long line is cut around the caret")
    tap.ok(#cut <= 6 + 76, "to 76 columns")
  end
  os.remove(wide)
end

local function odd_sources()
  local odd = program("\tlocal \195\169 = foo(\27[31m)\n")
  local lines = lines_of(diagnostic.format({level = "error", name = "x", file = odd,
    message = "two\nlines", line = 1, column = 13, mark = 3}))
  tap.is(lines[1], odd .. ":1: error: two\\nlines [x]", "a message is one line")
  tap.is(lines[2], "  1 |     local \195\169 = foo(?[31m)", "tabs and escapes")
  tap.is(lines[3], "    |               ^^^", "the caret counts characters")
  os.remove(odd)
end

local function as_json()
  local want = '{"level":"error","name":"no-output","file":"outputs.lua","line":3,'
    .. '"column":21,"message":"nothing to run: no stream has an output","record":null,'
  local got = diagnostic.json(with(NO_OUTPUT, {file = "outputs.lua"}))
  tap.is(got:sub(1, #want), want, "fields in their order")
  local text = diagnostic.json({level = "error", name = "x", message = "a\"\\\n\1\255"})
  tap.like(text, '"message":"a\\"\\\\\\n\\u0001\\ufffd"', "escapes")
  tap.like(text, '"file":null.*"try":%[%]}\n$', "what is not there")
  tap.like(diagnostic.json({level = "note", name = "x", message = "m",
    try = {"a", "b"}}), '"try":%["a","b"%]', "a list of things to try")
end

local function values()
  tap.is(words.quote("a\"\\\n\0001"), "\"a\\\"\\\\\\n\\0001\"", "escaped as Lua would")
  tap.is(words.quote("\195\169\255"), "\"\195\169\\255\"", "UTF-8 stays")
  tap.is(words.quote(("x"):rep(10001)), "\"" .. ("x"):rep(60) .. "\"… (+9941 bytes)",
    "a long one is cut")
  tap.is(words.moment(200000), "0.2 s", "a moment is in seconds")
  tap.is(words.duration(35000), "35 ms", "a short duration in ms")
  tap.is(words.duration(1200000), "1.2 s", "a longer one in seconds")
  tap.is(words.duration(720000000), "12 min", "a long one in minutes")
  tap.is(words.duration(125000000), "2 min 5 s", "as exact as it is")
  tap.is(words.number(1234567), "1,234,567", "commas in large numbers")
  tap.is(words.number(9999), "9999", "none in small ones")
  tap.is(words.count(1, "record"), "1 record", "one record")
  tap.is(words.count(0, "record"), "0 records", "no record")
  tap.is(words.list({1, 2, 10}, "or"), "1, 2 or 10", "a list")
  tap.is(words.batch(3, 3000000), "batch 3 (3000 ms)", "a batch")
  tap.is(words.nearest("reducebykey", {"map", "reduceByKeyAndWindow", "reduceByKey"}),
    "reduceByKey", "the nearest name")
  tap.is(words.nearest("rnu", {"view", "run"}), "run", "swapped letters are near")
  tap.is(words.nearest("frobnicate", {"map", "run"}), nil, "nothing is near")
end

in_a_pipe()
on_a_terminal()
too_long()
odd_sources()
as_json()
values()
os.remove(path)
tap.done()
