-- The keys that bytes of a terminal are, and lines that fit it.
-- SPDX-License-Identifier: MIT
local fold = require("cli.learn.fold")
local keys = require("cli.learn.keys")
local tap = require("tap")

local function read(bytes)
  local list, rest = keys.read(bytes)
  list[#list + 1] = rest ~= "" and {rest} or nil
  return list
end

local function decoded()
  tap.is_deeply(read("hq?"), {"h", "q", "?"}, "signs")
  tap.is_deeply(read("\r\n \127\4"), {"enter", "enter", "space", "backspace", "q"},
    "keys with a name")
  tap.is_deeply(read("é\255"), {"é", "\255"}, "signs of several bytes")
  tap.is_deeply(read("\27[A\27OB\27[5~\27[6~"), {"up", "down", "page up", "page down"},
    "sequences")
  tap.is_deeply(read("\27[15~a\27[1;5Cb\27OPc\1d"), {"a", "b", "c", "d"},
    "those that do nothing are dropped")
  tap.is_deeply(read("\27"), {"escape"}, "Escape")
  tap.is_deeply(read("\27l"), {"escape", "l"}, "Escape, and a key at once behind it")
  tap.is_deeply(read("a\27["), {"a", {"\27["}}, "half a sequence waits")
  tap.is_deeply(read("\27[200~quit\27[201~h"), {"h"}, "what is pasted is dropped")
  tap.is_deeply(read("\27[200~qui"), {{"\27[200~qui"}}, "all of it")
end

local function folded()
  tap.is_deeply(fold.lines({"abcdef", "", "a\u{2500}c"}, {columns = 4}),
    {"abcd", "ef", "", "a\u{2500}c"}, "lines that are too long")
  tap.is_deeply(fold.line("\27[1mabcdef\27[0m", 4), {"\27[1mabcd", "ef\27[0m"},
    "colours have no width")
  tap.is_deeply(fold.line("  one two three four", 11),
    {"  one two", "  three", "  four"}, "words stay whole")
  tap.is_deeply(fold.line("ab\255cd", 2), {"ab", "\255c", "d"}, "bytes of no sign")
  tap.is_deeply(fold.lines({"\u{2500} \u{25cf} \u{e9}"}, {columns = 9, ascii = true}),
    {"- * ?"}, "without UTF-8")
end

decoded()
folded()
tap.done()
