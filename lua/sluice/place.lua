-- sluice.place: where in a program something stands, for the caret of a message.
--
-- Lua 5.4.4 gives every call of a chain `a:map(f):filter(g)` the line where the chain
-- begins, later versions the line of the call. So the line alone does not find an
-- operator; this module reads the program and looks for its name in the chain.
-- Lines and columns count from 1, columns in bytes.
-- SPDX-License-Identifier: MIT
local tokens = require("sluice.tokens")

local M = {}

---@class sluice.Place
---@field line integer
---@field column integer

local CLOSERS = {["("] = ")", ["["] = "]", ["{"] = "}"}
local BRACKET_STEP = {
  ["("] = 1, ["["] = 1, ["{"] = 1, [")"] = -1, ["]"] = -1, ["}"] = -1,
}
local BLOCK_STEP = {
  ["function"] = 1, ["do"] = 1, ["if"] = 1, ["repeat"] = 1,
  ["end"] = -1, ["until"] = -1,
}

-- A Reader walks over the tokens of one program and notes its chains. A chain is a name
-- or an expression in parentheses with all that hangs on it: fields, indices, calls.
local Reader = {}
Reader.__index = Reader

function Reader:is(at, text)
  local token = self.tokens[at]
  return token ~= nil and token.kind == "symbol" and token.text == text
end

-- Reads up to the closing symbol and returns its index, or one behind the last token.
function Reader:read_until(at, closer)
  while self.tokens[at] and not (closer and self:is(at, closer)) do
    at = self:read_item(at)
  end
  return at
end

-- A function's name and parameters look like a call and are none.
function Reader:skip_head(at)
  at = at + 1
  while self.tokens[at] and not self:is(at, "(") do
    at = at + 1
  end
  return self:read_until(at + 1, ")") + 1
end

function Reader:read_item(at)
  local token = self.tokens[at]
  if token.kind == "name" or self:is(at, "(") then
    return self:read_chain(at)
  elseif token.kind == "keyword" and token.text == "function" then
    return self:skip_head(at)
  elseif token.kind == "symbol" and CLOSERS[token.text] then
    return self:read_until(at + 1, CLOSERS[token.text]) + 1
  end
  return at + 1
end

-- The index of the last token of the arguments that open at `at`, or nil if none do.
function Reader:arguments_end(at)
  local token = self.tokens[at]
  if token and token.kind == "string" then
    return at
  elseif self:is(at, "(") or self:is(at, "{") then
    return self:read_until(at + 1, CLOSERS[token.text])
  end
  return nil
end

-- One field, index or call of a chain; returns where it goes on, or nil at its end.
function Reader:read_suffix(chain, at, name)
  if self:is(at, ".") or self:is(at, ":") then
    return at + 2, at + 1
  elseif self:is(at, "[") then
    return self:read_until(at + 1, "]") + 1, nil
  end
  local close = self:arguments_end(at)
  if not close then
    return nil
  end
  local call = {name = name, open = at, close = close, chain = chain}
  chain.calls[#chain.calls + 1] = call
  call.index = #chain.calls
  return close + 1, nil
end

function Reader:read_chain(at)
  local chain = {first = at, calls = {}, line = self.tokens[at].line}
  self.chains[#self.chains + 1] = chain
  local name = self.tokens[at].kind == "name" and at or nil
  local next_at = name and at + 1 or self:read_until(at + 1, ")") + 1
  repeat
    at = next_at
    next_at, name = self:read_suffix(chain, at, name)
  until not next_at
  chain.behind = at
  return at
end

-- The program read last: a program is asked about many times in a row.
local last_text, last_reader

local function read(text)
  if text ~= last_text then
    local reader = setmetatable({tokens = tokens.read(text), chains = {}}, Reader)
    reader:read_until(1)
    last_text, last_reader = text, reader
  end
  return last_reader
end

local function is_at(token, line, column)
  return token ~= nil and token.line == line and token.column == column
end

-- All calls of the program by the name that is called, in the order of chains.
local function each_call(reader)
  return coroutine.wrap(function()
    for _, chain in ipairs(reader.chains) do
      for _, call in ipairs(chain.calls) do
        coroutine.yield(call, call.name and reader.tokens[call.name])
      end
    end
  end)
end

local function call_at(reader, line, column)
  for call, token in each_call(reader) do
    if token and is_at(token, line, column) then
      return call
    end
  end
  return nil
end

-- How well a call fits: in the chain of the stream it was made on, behind it; in a
-- chain that begins on the line; on the line itself. nil: not at all.
local function fitness(call, token, line, parent)
  if parent and call.chain == parent.chain then
    return call.index > parent.index and 3 or nil
  end
  return call.chain.line == line and 2 or token.line == line and 1 or nil
end

local function is_before(a, b)
  return a.line < b.line or a.line == b.line and a.column < b.column
end

local function is_left_of(token, other)
  return other ~= nil and token.line == other.line and token.column < other.column
end

---Finds the call of an operator.
---@param text string the program
---@param line integer where Lua says the call is
---@param name string of the operator
---@param after? sluice.Place the place of the stream it was called on
---@return integer|nil line of the name
---@return integer|nil column
function M.operator(text, line, name, after)
  local reader = read(text)
  local parent = after and call_at(reader, after.line, after.column)
  local best, best_fitness
  for call, token in each_call(reader) do
    local fit = token and token.text == name and fitness(call, token, line, parent)
    if fit and fit < 3 and is_left_of(token, after) then
      fit = 0
    end
    local better = fit and (not best or fit > best_fitness
      or fit == best_fitness and is_before(token, best))
    if better then
      best, best_fitness = token, fit
    end
  end
  if not best then
    return nil, nil
  end
  return best.line, best.column
end

-- Token indices from..to of the n-th argument of a call, or nil.
local function argument_range(reader, call, n)
  if call.open == call.close or reader:is(call.open, "{") then
    return n == 1 and call.open or nil, call.close
  end
  local depth, blocks, from = 0, 0, call.open + 1
  for at = call.open + 1, call.close do
    local token = reader.tokens[at]
    local word = token and token.kind == "keyword" and token.text
    blocks = blocks + (word and BLOCK_STEP[word] or 0)
    local level = depth == 0 and blocks == 0
    if at == call.close or level and reader:is(at, ",") then
      n = n - 1
      if n == 0 then
        return at > from and from or nil, at - 1
      end
      from = at + 1
    elseif token.kind == "symbol" then
      depth = depth + (BRACKET_STEP[token.text] or 0)
    end
  end
  return nil
end

---The n-th argument of the call whose name stands at a place. An argument of several
---lines is marked to the end of its first one.
---@param text string
---@param line integer
---@param column integer
---@param n integer
---@return integer|nil line
---@return integer|nil column
---@return integer|nil length in bytes
function M.argument(text, line, column, n)
  local reader = read(text)
  local call = call_at(reader, line, column)
  local from, to
  if call then
    from, to = argument_range(reader, call, n)
  end
  if not from or not reader.tokens[to] then
    return nil
  end
  local first, last = reader.tokens[from], reader.tokens[from]
  for at = from, to do
    last = reader.tokens[at].last_line == first.line and reader.tokens[at] or last
  end
  if last.last_line > first.line then
    local rest = M.line(text, first.line):sub(first.column):gsub("%s+$", "")
    return first.line, first.column, #rest
  end
  return first.line, first.column, last.last_column - first.column + 1
end

-- The chain that begins at a place or ends with the call there; without a column, the
-- first chain with a call that begins on the line.
local function chain_at(reader, line, column)
  for _, chain in ipairs(reader.chains) do
    local last = chain.calls[#chain.calls]
    local last_name = last and last.name and reader.tokens[last.name]
    local found
    if column then
      found = is_at(reader.tokens[chain.first], line, column)
        or is_at(last_name, line, column)
    else
      found = last and chain.line == line
    end
    if found then
      return chain
    end
  end
  return nil
end

-- The names left of the equals sign at index `equals`, last one first.
local function assigned_names(reader, equals)
  local names, at = {}, equals - 1
  while reader.tokens[at] do
    if reader:is(at, ">") and reader:is(at - 2, "<") then -- <const>
      at = at - 3
    end
    local token = reader.tokens[at]
    if not token or token.kind ~= "name" or reader:is(at - 1, ".") then
      return {}
    end
    table.insert(names, 1, token.text)
    if not reader:is(at - 1, ",") then
      return names
    end
    at = at - 2
  end
  return names
end

-- How many expressions stand between an equals sign and a chain, and where the sign is;
-- nil if there is none.
local function expressions_before(reader, first)
  local count, at = 0, first - 1
  while reader:is(at, ",") do
    local chain
    for _, candidate in ipairs(reader.chains) do
      chain = candidate.behind == at and candidate or chain
    end
    if not chain then
      return nil
    end
    count, at = count + 1, chain.first - 1
  end
  return reader:is(at, "=") and count or nil, at
end

---The variable that takes the value of the chain which begins at a place, or which ends
---with the call whose name stands there.
---@param text string
---@param line integer
---@param column? integer without it, the first chain on the line counts
---@return string|nil
function M.variable(text, line, column)
  local reader = read(text)
  local chain = chain_at(reader, line, column)
  local before, equals
  if chain then
    before, equals = expressions_before(reader, chain.first)
  end
  return before and assigned_names(reader, equals)[before + 1] or nil
end

---The n-th line of a text, without its end; nil if there are not as many.
---@param text string
---@param n integer
---@return string|nil
function M.line(text, n)
  local at = 1
  for _ = 2, n do
    at = (text:find("\n", at, true) or #text) + 1
    if at > #text then
      return nil
    end
  end
  return (text:match("^[^\n]*", at):gsub("\r$", ""))
end

---Column and length of the first word of a line.
---@param text string
---@param line integer
---@return integer|nil column
---@return integer|nil length
function M.first_word(text, line)
  for _, token in ipairs(read(text).tokens) do
    if token.line == line then
      local same = token.last_line == line
      return token.column, same and #token.text or 1
    end
  end
  return nil
end

---Column and length of a name where it first stands on a line as a word of the program.
---@param text string
---@param line integer
---@param name string
---@return integer|nil column
---@return integer|nil length
function M.word(text, line, name)
  for _, token in ipairs(read(text).tokens) do
    if token.line == line and token.kind == "name" and token.text == name then
      return token.column, #name
    end
  end
  return nil
end

---The name that a message of Lua is about: "attempt to call a nil value (global 'foo')"
---gives "foo", "bad argument #1 to 'split'" gives "split".
---@param message string
---@return string|nil
function M.name_in_message(message)
  return message:match("%(%a+ '([%a_][%w_]*)'%)")
    or message:match("bad argument #%-?%d+ to '([%a_][%w_]*)'")
    or message:match("calling '([%a_][%w_]*)' on bad self")
end

local sources = {}

-- Reads a file that somebody wants to see.
local function read_file(file)
  local handle = io.open(file, "rb")
  local text = handle and handle:read("a")
  if handle then
    handle:close()
  end
  return text
end

---From now on files are read by that function, and in no other way.
---@param f fun(file: string): string|nil
function M.read_with(f)
  read_file = f
end

---Gives a text the name of a file that is none.
---@param file string
---@param text string
function M.keep_source(file, text)
  sources[file] = text
end

---The text of a file, read once; nil if it cannot be read.
---@param file string
---@return string|nil
function M.source(file)
  if sources[file] == nil then
    sources[file] = read_file(file) or false
  end
  return sources[file] or nil
end

return M
