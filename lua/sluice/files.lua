-- sluice.files: streams of the new files of a folder.
-- Spark: FileInputDStream; textFileStream, fileStream, binaryRecordsStream (semantics
-- 9.4).
-- SPDX-License-Identifier: MIT
local arguments = require("sluice.arguments")
local dstream = require("sluice.dstream")
local errors = require("sluice.errors")
local host = require("sluice.host")
local where = require("sluice.where")

local M = {}

local function check_folder(op, folder)
  if type(folder) ~= "string" or folder == "" then
    errors.wrong_type(op, 'the name of a folder, such as "inbox"', folder)
  end
end

-- format: "lines", "numbered" for pairs with the position of each line, or "binary".
local function file_stream(context, op, folder, options)
  dstream.check_open(context, op)
  check_folder(op, folder)
  local number, java, message = host.file_stream(context.number, arguments.site(op),
    folder, options.format or "lines", options.length or 0, options.filter,
    options.new_files_only ~= false)
  if not number then
    errors.raise({ class = java, message = message, name = "wrong-type" })
  end
  local stream = dstream.wrap(context, number, op)
  stream.folder = folder
  return stream
end

-- Spark reads pairs of place and line, and maps them to what is wanted.
local function mapped(context, op, folder, options)
  local files = file_stream(context, op, folder, options)
  local stream = dstream.narrow(files, op, "same")
  stream.made_with = files
  return stream
end

---Nothing can bring files into the folder of a stream: why the start failed.
---@param stream DStream
---@param java string
---@param message string
function M.fail_start(stream, java, message)
  local mark = where.mark(where.stream(stream), stream.op, 1)
  if java ~= "java.lang.IllegalArgumentException" then
    errors.raise({ class = java, message = message, name = "wrong-type",
      file = mark.file, line = mark.line, column = mark.column, mark = mark.mark })
  end
  host.set_exit_code(2)
  errors.raise({ class = "java.io.FileNotFoundException", name = "no-files",
    message = message .. ", and under the simulated clock no folder of the disk is "
      .. "watched",
    try = ("--files %s=FILE@500ms (FILE appears there at 500 ms); or --clock wall "
      .. "(the real folder)"):format(stream.folder),
    file = mark.file, line = mark.line, column = mark.column, mark = mark.mark })
end

local StreamingContext = {}

---A stream of the lines of new files in a folder. A batch gets the files that were
---put there, by their modification time, since the batch before; files that were
---there before the stream was made are left out. There is no receiver, so no core is
---taken.
---
---Example:
---```lua
----- sluice run --files inbox=numbers.txt@500ms program.lua
---local ssc = StreamingContext("local[1]", "inbox", Seconds(1))
---ssc:textFileStream("inbox"):print()
---ssc:start()
---ssc:awaitTermination()
-----> -------------------------------------------
-----> Time: 1000 ms
-----> -------------------------------------------
-----> 1
-----> 2
-----> 3
-----> 4
-----> 5
-----> 6
----->
---```
---@param folder string name of a folder, or a pattern that means several
---@return DStream
function StreamingContext:textFileStream(folder)
  return mapped(self, "textFileStream", folder, {})
end

---As textFileStream, but the records are pairs of the position of a line in its file,
---counted in bytes, and the line; and a filter chooses the files.
---
---Example:
---```lua
----- sluice run --files inbox=numbers.txt@500ms program.lua
---local ssc = StreamingContext("local[1]", "inbox", Seconds(1))
---local function is_text(path) return path:find("%.txt$") ~= nil end
---ssc:fileStream("inbox", is_text):print()
---ssc:start()
---ssc:awaitTermination()
-----> -------------------------------------------
-----> Time: 1000 ms
-----> -------------------------------------------
-----> (0,1)
-----> (2,2)
-----> (4,3)
-----> (6,4)
-----> (8,5)
-----> (10,6)
----->
---```
---@param folder string
---@param filter (fun(path: string): boolean)|nil called on the driver with the path
---of each file, "file:/…"; without it, names that begin with a dot are left out
---@param new_files_only boolean|nil false: files that were there before as well, if
---they are not older than a minute
---@return DStream
function StreamingContext:fileStream(folder, filter, new_files_only)
  local op = "fileStream"
  if filter ~= nil and type(filter) ~= "function" then
    errors.wrong_type("the filter of fileStream", "a function", filter,
      'function(path) return path:find("%.txt$") end')
  end
  if new_files_only ~= nil and type(new_files_only) ~= "boolean" then
    errors.wrong_type("newFilesOnly of fileStream", "true or false", new_files_only)
  end
  return file_stream(self, op, folder, { format = "numbered", filter = filter,
    new_files_only = new_files_only })
end

---A stream of the records in new files in a folder, of `length` bytes each, as
---strings; string.unpack takes them apart.
---
---Example:
---```lua
----- sluice run --files inbox=numbers.txt@500ms program.lua
---local ssc = StreamingContext("local[1]", "inbox", Seconds(1))
---ssc:binaryRecordsStream("inbox", 2)
---  :map(function(bytes) return (string.unpack("B", bytes)) end)
---  :print()
---ssc:start()
---ssc:awaitTermination()
-----> -------------------------------------------
-----> Time: 1000 ms
-----> -------------------------------------------
-----> 49
-----> 50
-----> 51
-----> 52
-----> 53
-----> 54
----->
---```
---@param folder string
---@param length integer
---@return DStream
function StreamingContext:binaryRecordsStream(folder, length)
  local op = "binaryRecordsStream"
  if math.type(length) ~= "integer" or length < 1 or length > 0x7fffffff then
    errors.wrong_type(op, "a length of records, 1 byte or more", length)
  end
  return mapped(self, op, folder, { format = "binary", length = length })
end

---Gives a class the methods.
---@param methods table
function M.add(methods)
  for name, method in next, StreamingContext do
    methods[name] = method
  end
end

return M
