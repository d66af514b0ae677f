-- course.habits: errors of those who come from another language, and how Lua says it.
-- SPDX-License-Identifier: MIT
local M = {}

-- Part of a message as a pattern, and what helps.
local FUNCTION <const> = "a function is `function(x) return ... end`"
local HABITS <const> = {
  {"near '!'", "not equal is `~=`, and not is `not`"},
  {"near '&'", "in Lua that is `and`"},
  {"near '|'", "in Lua that is `or`"},
  {"near '%?'", "a choice is `if ... then ... else ... end`"},
  {"'then' expected", "a block is `then ... end`, without braces"},
  {"'do' expected near '{'", "a block is `do ... end`, without braces"},
  {"'%)' expected near '='", FUNCTION},
  {"unexpected symbol near '[<>]=?'", FUNCTION},
  {"syntax error near '[<>=]=?'", FUNCTION},
  {"syntax error near '[+-]'", "a value is given back with `return`; there is no `+=`"},
  {"'end' expected.* near <eof>", "each `function`, `if` and `for` needs its `end`"},
  {"^%+ wants a Duration, got \"", "texts are joined with `..`"},
  {"attempt to add a 'string'", "texts are joined with `..`"},
}

---How Lua says what a message is about; nil if it is not known.
---@param message string
---@return string|nil
function M.advice(message)
  for _, habit in ipairs(HABITS) do
    if message:find(habit[1]) then
      return habit[2]
    end
  end
  return nil
end

return M
