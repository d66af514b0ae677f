-- cli.run: `sluice run`, one execution of a program; what is drawn and said about it.
-- SPDX-License-Identifier: MIT
local host = require("cli.host")
local json = require("sluice.json")
local terminal = require("cli.terminal")
local usage = require("cli.usage")
local words = require("sluice.words")

local M = {}

-- What reads worlds is much, and most runs have none.
local function world()
  return require("cli.world")
end

local function check_feeds(options)
  local seen = {}
  for _, feed in ipairs(options.feed or {}) do
    if seen[feed.port] then
      usage.fail(("two feeds have port %d: %s and %s"):format(feed.port,
        words.quote(seen[feed.port]), words.quote(feed.file)),
        "one port for each")
    elseif options.clock == "wall" then
      usage.fail("--feed is for the simulated clock; under --clock wall, localhost:"
        .. feed.port .. " is a real socket", ("nc -lk %d < %s"):format(feed.port,
        feed.file))
    end
    seen[feed.port] = feed.file
  end
end

local function check_topics(options)
  if options.topic and options.clock == "wall" then
    usage.fail("--topic is for the simulated clock; under --clock wall there is no log "
      .. "to read")
  end
end

local function check_files(options)
  if options.files and options.clock == "wall" then
    local file = options.files[1][1]
    usage.fail("--files is for the simulated clock; under --clock wall, "
      .. file.folder .. " is a real folder",
      ("cp %s %s/"):format(file.file, file.folder))
  end
end

-- One list of all files of all options and of the world.
local function all_files(options, lines)
  local all = #lines > 0 and world().files(lines) or {}
  for _, list in ipairs(options.files or {}) do
    table.move(list, 1, #list, #all + 1, all)
  end
  return all
end

local function check_world(options)
  if options.world and options.clock == "wall" then
    usage.fail("--world is for the simulated clock; under --clock wall, what is "
      .. "outside is real")
  end
end

-- A socket has one source.
local function check_places(options, lines)
  for _, line in ipairs(lines) do
    local port = line.place and tonumber(line.place:match(":(%d+)$"))
    for _, feed in ipairs(port and options.feed or {}) do
      if feed.port == port then
        usage.fail(("port %d has two sources: --feed %s, and %s:%d"):format(port,
          words.quote(feed.file), options.world, line.line), "one of both")
      end
    end
  end
end

---Refuses options that contradict each other, and a view that cannot be drawn: before
---the run, not after it.
---@param options table<string, any>
function M.check(options)
  if options.quiet and options.verbose then
    usage.fail("--quiet and --verbose exclude each other")
  end
  check_feeds(options)
  check_files(options)
  check_topics(options)
  check_world(options)
  for _, view in ipairs(options.view or {}) do
    require("cli.picture").check(view.view, view.output)
  end
end

-- Settings of the command line. A view that needs the origins of records gets them.
local function settings(options)
  local list = table.move(options.conf or {}, 1, #(options.conf or {}), 1, {})
  local follows = options.provenance or options.follows
  for _, view in ipairs(options.view or {}) do
    follows = follows or require("viz").needs_origins(view.view)
  end
  if follows then
    table.insert(list, 1, {"sluice.provenance", "true"})
  end
  return list
end

---Refuses options of a program where a trace is given: that was run with its own.
---@param arguments sluice.Arguments
---@param file string
function M.refuse_for_trace(arguments, file)
  for _, option in ipairs(arguments.command.options) do
    if option.hidden and arguments.options[option.name:sub(3)] ~= option.default then
      usage.fail(("%s is for a program, and %s is a trace"):format(option.name,
        words.name(file)), "sluice run FILE.lua " .. option.name .. " … --trace FILE")
    end
  end
  if #arguments.program > 0 then
    usage.fail(("arguments behind -- are for a program, and %s is a trace"):format(
      words.name(file)))
  end
end

-- What host.run reads. Times are in microseconds.
local function configuration(arguments, style, how)
  local options = arguments.options
  local lines = options.world and world().read(options.world) or {}
  check_places(options, lines)
  local topics = options.topic and world().topics(options.topic) or {}
  table.move(topics, 1, #topics, #lines + 1, lines)
  return {
    world = lines, world_file = options.world,
    file = arguments.words[1], args = arguments.program,
    -- The engine counts batches from 1; none is a run that ends where it begins.
    until_us = options.batches == 0 and 0 or options["until"],
    batches = options.batches, clock = options.clock,
    seed = options.seed, workers = options.workers,
    conf = settings(options), master = options.master, feeds = options.feed or {},
    files = all_files(options, lines),
    trace = options.trace, progress = how.progress,
    keep_trace = how.keep_trace, silent = how.silent, explain = options.explain,
    describe = how.describe, keep_said = how.apart or how.describe, apart = how.apart,
    alone = how.alone, hands_back = how.hands_back,
    quiet = options.quiet or how.silent and not how.describe, verbose = options.verbose,
    strict = options.strict, json = options.json,
    color = style.color, ascii = style.ascii, width = style.width,
  }
end

local function explain(trace, options, style)
  local diagnostic = require("sluice.diagnostic")
  local summary = require("sluice.summary")
  local place = require("sluice.place")
  local notes = summary.notes(trace, place.source(trace:run().program))
  local text = summary.lines(trace)
  if options.json then
    io.stderr:write(diagnostic.json({level = "note", name = "summary", message = text}))
  else
    io.stderr:write(text)
  end
  for _, note in ipairs(notes) do
    io.stderr:write(options.json and diagnostic.json(note)
      or diagnostic.format(note, style))
  end
end

local function draw(trace, options, style)
  local picture = require("cli.picture")
  for _, view in ipairs(options.view or {}) do
    if view.output then
      picture.write(trace, view.view, view.output, options)
    else
      io.stderr:write(picture.text(trace, view.view, style))
    end
  end
end

-- The tables outside, as they are at the end.
local function print_stores(stores)
  io.stdout:flush()
  for _, store in ipairs(stores) do
    local rows = {("store %s: %s"):format(store.name, words.count(#store.rows, "key"))}
    for i, row in ipairs(store.rows) do
      rows[i + 1] = ("  %s\t%s"):format(words.printable(row[3]),
        words.printable(row[4]))
    end
    io.stderr:write(table.concat(rows, "\n"), "\n")
  end
end

---Runs a program.
---@param arguments sluice.Arguments
---@param style table of standard error
---@param how {keep_trace: boolean?, silent: boolean?, apart: boolean?, alone: boolean?,
---  describe: boolean?, hands_back: boolean?, progress: table?} silent: it prints
---  nothing, and sluice says nothing but errors; apart: what it writes goes nowhere,
---  what it says is returned, and signals are not for it unless it is alone; describe:
---  it is read only, and what is said is returned; hands_back: a warning for cli.again
---  is returned; progress: of `told_progress`
---@return integer exit code
---@return Trace|nil trace if it was to be kept, and a context was started
---@return table stores
---@return string|nil said
---@return string|nil text of the trace
---@return string|nil handed back
function M.execute(arguments, style, how)
  local code, text, stores, said, handed =
    host.run(configuration(arguments, style, how))
  if not code then
    local name = text:find("^cannot write") and "cannot-write"
      or text:find("^cannot") and "file-missing" or "wrong-type"
    error({level = "error", name = name, message = text, exit = 2}, 0)
  end
  -- A program that failed before its context started has nothing to show.
  local has_run = text and text:find('"kind":"run"', 1, true)
  io.stdout:flush()
  local trace = has_run and require("cli.trace_file").parse(text,
    "the trace of this run") or nil
  return code, trace, stores, said, text, handed
end

-- What host.run calls to tell how far it has got; nil if nobody wants to hear. A run
-- under the wall clock tells what happens as it happens.
local function told_progress(options)
  local wanted = not options.quiet and not options.json and options.clock ~= "wall"
  local progress = wanted and require("cli.progress")
  local line = progress and progress.new(options.verbose)
  if not progress or not line then
    return nil
  end
  local told = {trying = nil} -- the master of a run that is only a try
  function told.show(facts)
    return line:show(function()
      return told.trying and "sluice: trying " .. told.trying
        or progress.run(facts, line:elapsed())
    end)
  end
  function told.hide()
    line:hide()
  end
  return told
end

local EXIT_INTERRUPTED <const> = 130

-- Whether the program could be run again, and anybody would hear of it. Only a file can
-- be read twice, and under the wall clock the sources are outside.
local function is_tried(options, file)
  local EBADF <const> = 9
  return not options.quiet and options.clock ~= "wall" and file ~= "-"
    and select(3, io.stderr:seek()) ~= EBADF
end

-- Runs the program, and says what it leaves to us to say.
local function run_and_say(arguments, style)
  local options, file = arguments.options, arguments.words[1]
  local told, began = told_progress(options), os.clock()
  local code, trace, stores, _, _, handed = M.execute(arguments, style,
    {keep_trace = options.explain or options.view ~= nil, progress = told,
      hands_back = is_tried(options, file)})
  if handed and handed ~= "" then
    local again = require("cli.again") -- with much that other runs do not need
    local may = code ~= EXIT_INTERRUPTED
      and again.is_allowed(os.clock() - began, (host.read_file(file)))
    local how = may and {execute = M.execute, arguments = arguments, progress = told}
    local interrupted = again.say(json.lines(handed)(), how or nil, {
      json = options.json, color = style.color, ascii = style.ascii,
      width = style.width})
    code = interrupted and EXIT_INTERRUPTED or code
  end
  return code, trace, stores
end

---@param arguments sluice.Arguments
---@return integer exit code
function M.main(arguments)
  local options = arguments.options
  if options.load then
    require("cli.own_views").load(options.load)
  end
  M.check(options)
  local style = terminal.style(options, terminal.ERR)
  local code, trace, stores = run_and_say(arguments, style)
  if trace and options.explain then
    explain(trace, options, style)
  end
  if trace then
    draw(trace, options, style)
  end
  if options.stores then
    print_stores(stores)
  end
  return code
end

return M
