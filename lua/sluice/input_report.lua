-- sluice.input_report: what is said of receivers of the program's own, and of files.
--
-- Each place is said once, when it happens; how often it happened again, at the end.
-- SPDX-License-Identifier: MIT
local diagnostic = require("sluice.diagnostic")
local host = require("sluice.host")
local storage = require("sluice.storage")
local voice = require("sluice.voice")

---@class sluice.Notice
---@field kind string
---@field stream integer Spark's stream id
---@field text string|nil what the program said
---@field class string|nil Java class of an error
---@field error string|nil
---@field file string|nil
---@field line integer|nil

local M = {
  no_receiver_starts = false, -- which has been said
}

local said, order = {}, {}

local function is_repeated(name, notice)
  local key = ("%s:%s:%s:%s"):format(name, notice.file or "", notice.line or "",
    notice.error or notice.text)
  local entry = said[key]
  if entry then
    entry.count = entry.count + 1
    return true
  end
  said[key] = { name = name, count = 0 }
  order[#order + 1] = said[key]
  return false
end

-- Without the place that Lua puts in front of a message.
local function bare(message)
  return message:match("^[^\n]-:%d+: (.*)$") or message
end

local WORDS = { stop = "stop", report = "reportError" }

local AGAIN = "Spark starts a fresh copy of a receiver that has ended, at once"

local KINDS = {
  failed = function(notice)
    return { level = "error", name = "receiver-failed",
      message = "a receiver failed: " .. bare(notice.error),
      spark = ("Error starting receiver %d - %s: %s"):format(notice.stream,
        notice.class, notice.error),
      why = AGAIN .. "; the batches go on" }
  end,
  stop_failed = function(notice)
    return { level = "error", name = "receiver-failed",
      message = "onStop of a receiver failed: " .. bare(notice.error) }
  end,
  stored_failed = function(notice)
    return { level = "error", name = "receiver-failed",
      message = "onBlockStored of a receiver failed: " .. bare(notice.error),
      spark = ("Error reported by receiver for stream %d: Error in block pushing "
        .. "thread - %s: %s"):format(notice.stream, notice.class, notice.error),
      why = "the error ended the thread that stores blocks: what the receiver stores "
        .. "from now on is lost, until it is launched again" }
  end,
  stuck = function(notice)
    return { level = "error", name = "receiver-stuck", message = bare(notice.error),
      why = "the receiver is stopped for good; the batches go on without it",
      try = "rx:sleep(Milliseconds(50)) in the loop" }
  end,
  lost = function(notice)
    return { level = "warning", name = "receiver-lost",
      message = "a receiver does not go on: " .. bare(notice.error),
      why = "the error ended its thread, and Spark does not notice: the receiver "
        .. "stays, and its batches are empty",
      try = "a rate above 0 for spark.streaming.receiver.maxRate, or none at all" }
  end,
  stop = function(notice)
    return { level = "warning", name = "receiver-stopped",
      message = ("rx:stop(%s) ended the receiver"):format(
        diagnostic.quote(notice.text)),
      why = AGAIN .. ": it runs from its first line again",
      try = "return: a receiver whose function is over stays, and brings no more" }
  end,
  report = function(notice)
    local class = notice.class and notice.class .. ": " or ""
    local text = notice.error and ("%s - %s%s"):format(notice.text, class, notice.error)
      or notice.text
    return { level = "warning", name = "receiver-reports",
      message = "a receiver reports: " .. text,
      spark = ("Error reported by receiver for stream %d: %s"):format(notice.stream,
        text) }
  end,
}

---A receiver asked for something, or failed.
---@param notice sluice.Notice
function M.receiver_noticed(notice)
  local describe = KINDS[notice.kind]
  if not describe then
    return
  end
  local d = describe(notice)
  if d.level == "error" then
    host.mark_failed()
  end
  if is_repeated(d.name, notice) then
    return
  end
  d.file, d.line = notice.file, notice.line
  voice.find_column(d, { word = WORDS[notice.kind] }, notice.error or "")
  voice.emit(d)
end

-- Whether it is said for the first time.
local function is_first(d)
  return not is_repeated(d.name, { file = d.file, line = d.line, text = d.message })
end

---The filter of a file stream raised an error.
---@param err sluice.Error
function M.filter_failed(err)
  host.mark_failed()
  local d = { level = "error", name = "filter-failed", file = err.file, line = err.line,
    message = "the filter of a file stream failed: " .. bare(err.message),
    why = "the batch has no files; they are looked at again for the next one" }
  if is_first(d) then
    voice.find_column(d, {}, err.message)
    voice.emit(d)
  end
end

---A fault of the world has no target.
---@param number integer of its line
---@param message string
---@param at integer when, in us
function M.fault_failed(number, message, at)
  local options = host.options()
  local is_in_file = not options.by_hand -- what is typed in a session has no line
  voice.emit({ level = "error", name = "bad-world",
    file = is_in_file and options.world or nil, line = is_in_file and number or nil,
    message = ("%s, at %s"):format(message, diagnostic.moment(at)) })
end

local NO_DATA = 'File %s has no data in it. Spark Streaming can only ingest files that '
  .. 'have been "moved" to the directory assigned to the file stream. Refer to the '
  .. "streaming programming guide for more details."

---A folder of a file stream is not there, or a new file in it has no data.
---@param number integer of the stream
---@param path string|nil of the file
function M.files_missing(number, path)
  local stream = require("sluice.streaming_context").contexts[0].streams[number]
  local d = { level = "warning" }
  if path then
    local name = path:match("[^/]*$")
    d.name, d.message = "empty-file", ("%s is empty when it is read"):format(name)
    d.spark = NO_DATA:format(path)
    d.why = "the batch that took it will not look at it again"
    d.try = "write the file elsewhere, then move it into the folder"
  else
    d.name, d.message = "no-folder", ("there is no folder %s"):format(stream.folder)
    d.why = "batches are empty until there is one"
  end
  voice.at_operator(d, stream)
  if is_first(d) then
    voice.emit(d)
  end
end

-- What is said of logs. `stream` may be nil; `text` is what the engine knows.
local LOGS = {
  without_folder = function()
    return { level = "error", name = "log-without-folder",
      message = "the receivers are to write a log, and there is no folder for it",
      spark = "Cannot enable receiver write-ahead log without checkpoint directory "
        .. "set. Please use streamingContext.checkpoint() to set the checkpoint "
        .. "directory. See documentation for more details.",
      why = "no receiver starts (Spark tries again and again); the batches are empty",
      try = 'ssc:checkpoint("checkpoint")' }
  end,
  changes_level = function(level)
    local from = storage.StorageLevel[level]
    local spark = from.deserialized and ("Storage level serialization true is not "
      .. "supported when write ahead log is enabled, change to serialization false")
      or ("Storage level replication %d is unnecessary when write ahead log is "
      .. "enabled, change to replication 1"):format(from.replication)
    return { level = "warning", name = "log-changes-level", spark = spark,
      message = ("blocks are not kept as %s: they are in the log, too"):format(level),
      why = "with a write-ahead log they are serialised, and one copy is enough" }
  end,
  lost_blocks = function()
    return { level = "warning", name = "blocks-missing",
      message = "blocks of a batch are not there any more",
      spark = "Some blocks could not be recovered as they were not found in memory. To "
        .. "prevent such data loss, enable Write Ahead Log (see programming guide for "
        .. "more details.",
      why = "their records are in no result",
      try = "a level of two copies for an executor that dies, as the default is; for "
        .. "the driver --conf spark.streaming.receiver.writeAheadLog.enable=true" }
  end,
  failed = function(message)
    return { level = "warning", name = "cannot-write", message = message,
      why = "the blocks that have come wait for the next batch" }
  end,
}

---Something about the logs of receivers and of the driver.
---@param kind string
---@param number integer of a stream, or negative
---@param text string|nil
function M.log_noticed(kind, number, text)
  local d = LOGS[kind](text)
  if d.level == "error" then
    host.mark_failed()
    M.no_receiver_starts = true
  end
  local owner = require("sluice.streaming_context").contexts[voice.context]
  local stream = owner and owner.streams[number]
  if stream then
    voice.at_operator(d, stream)
  end
  if is_first(d) then
    voice.emit(d)
  end
end

local MANY_TRIES <const> = 4 -- of a receiver; fewer are bad luck

---Receivers of a context that had to connect again and again.
---@param owner StreamingContext
---@param summary table
function M.say_restarts(owner, summary)
  for i, one in ipairs(host.receiver_tries(owner.number)) do
    if one.tries >= MANY_TRIES and not host.options().wall then
      local d = { level = "warning", name = "receiver-restarts",
        message = ("receiver %d connected, or tried to, %d times"):format(i - 1,
          one.tries),
        why = ("after a connection that ends or is refused Spark waits %s, and starts "
          .. "the receiver again; what comes meanwhile may be lost"):format(
          diagnostic.duration(summary.restart_delay)),
        try = "a server that stays; sluice run --view timeline shows when it was away" }
      voice.at_operator(d, owner.streams[one.stream])
      voice.emit(d)
    end
  end
end

---Files that no batch of a context gets: a note for each file stream.
---@param owner StreamingContext
function M.note_ignored(owner)
  local by_stream, streams = {}, {}
  for _, one in ipairs(host.ignored_files(owner.number)) do
    if not by_stream[one.stream] then
      by_stream[one.stream] = {}
      streams[#streams + 1] = one.stream
    end
    table.insert(by_stream[one.stream], one)
  end
  for _, number in ipairs(streams) do
    local files = by_stream[number]
    local first = files[1].path:match("[^/]*$")
    local d = { level = "note", name = "file-ignored",
      message = ("no batch gets %s%s"):format(diagnostic.quote(first), #files > 1
        and (" and %s"):format(diagnostic.count(#files - 1, "more file")) or ""),
      why = files[1].hidden and "a name that begins with a dot hides a file"
        or "it was there before the stream: only files that are newer count",
      try = files[1].hidden and "another name; or a filter of your own, fileStream"
        or "move it into the folder while the context runs; or fileStream with "
        .. "newFilesOnly false, which takes older ones up to a minute back" }
    voice.at_operator(d, owner.streams[number])
    voice.emit(d)
  end
end

---What was said and happened again.
function M.finish()
  for _, entry in ipairs(order) do
    if entry.count > 0 and not host.options().json then
      host.say(("%s: %s more\n"):format(entry.name, diagnostic.number(entry.count)))
    end
  end
end

return M
