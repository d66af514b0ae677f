-- The texts of lessons as lines of a terminal.
-- SPDX-License-Identifier: MIT
local markdown = require("course.markdown")
local page = require("course.page")
local tap = require("tap")

local function render(text, style)
  style = style or {}
  style.columns = style.columns or 40
  return table.concat(page.render(markdown.read(text).sections[1].blocks, style), "\n")
end

local function paragraphs()
  tap.is(render("A batch is cut\nevery **1 s**, `print` shows it at 2000 ms."),
    "A batch is cut every 1 s, `print` shows\nit at 2000 ms.", "a paragraph")
  tap.is(render("It takes as long as this, which is 2000 ms."),
    "It takes as long as this, which is\n2000 ms.", "a number stays with its unit")
  tap.is(render("A **long one of** these", {color = true, columns = 10}),
    "A \27[1mlong one\27[0m\n\27[1mof \27[0mthese", "emphasis, where there is colour")
  tap.is(render("`**` is\u{2026} \u{2212}1, **so**", {color = true, ascii = true}),
    "`**` is... -1, \27[1mso\27[0m", "without UTF-8")
  tap.is(render("it is *at least once*, 2*x and 3*y"),
    "it is at least once, 2*x and 3*y", "emphasis with one star")
  tap.is(render("a\n\n```\nb\n\nc\n```", {whole = true}), "a\n\n  b\n \n  c",
    "a page does not end in a block")
  tap.is(render("one <!-- start: true -->\n\ntwo"), "one\n\ntwo",
    "claims are not shown")
end

local function lists()
  tap.is(render("- one that does not fit into a line\n  of this width\n- two"),
    "- one that does not fit into a line of\n  this width\n- two", "a list")
  tap.is(render("1. one\n2. two"), "1. one\n2. two", "a list with numbers")
  tap.is(render("1. one\n\n```\na\n```\n\n2. two\n3. three"),
    "1. one\n\n  a\n\n2. two\n3. three", "that goes on behind a program")
end

local PROGRAM <const> = "local a = 1\nlocal b = {\n  a,\n}\n\nreturn b\n"

local function programs()
  tap.is(render("```lua\n  a,\n}\n```", {numbered = PROGRAM}), "  3    a,\n  4  }",
    "lines of the program have its numbers")
  tap.is(render("```lua\na, b\n}\n```", {numbered = PROGRAM}), "  a, b\n  }",
    "others have none")
  tap.is(render("```output start\n1000 ms\t4\t16\n```"), "  1000 ms 4       16",
    "output, with tabs")
  tap.is(render("Like this:\n\n    2000 ms: 3\n      4\n\nThen"),
    "Like this:\n\n  2000 ms: 3\n    4\n\nThen", "lines that stay as they are")
  tap.is(render("```\n0123456789abcdef\n```", {columns = 12}),
    "  0123456789\n      abcdef", "a line that is too long goes on")
  local calls = "```\nf(x):map(g):print()\nf(\"a\", b, Seconds(1))\n```"
  tap.is(render(calls, {columns = 20}),
    "  f(x):map(g)\n      :print()\n  f(\"a\", b,\n      Seconds(1))", "between calls")
  tap.is(table.concat(page.program("a\nb\n", 10), "\n"), "  1  a\n  2  b", "a program")
end

local TABLE <const> = [[
| operator | its function says |
|----------|-------------------|
| map      | what to make of it, one for one |
| `a\|b`   | x                 |
]]

local function tables()
  tap.is(render(TABLE), [[
operator  its function says
────────────────────────────────────────
map       what to make of it, one for
          one
`a|b`     x]], "a table")
  tap.is(render(TABLE, {columns = 60, ascii = true}):match("\n(%-+)\n"),
    ("-"):rep(41), "a wide one has the room that it needs")
end

local function images()
  local image = "![Four records\n  a block](start.svg \"start timeline:0s..3s\")"
  tap.is(render(image), "Four records a block", "without a picture, its sentence")
  tap.is(render(image, {picture = function(block, style)
    return {block.source, tostring(style.columns)}
  end}), "start timeline:0s..3s\n40", "a picture")
end

paragraphs()
lists()
programs()
tables()
images()
tap.done()
