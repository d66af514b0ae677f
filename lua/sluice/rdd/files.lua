-- sluice.rdd.files: writing RDDs to files.
-- Spark: RDD.saveAsTextFile, saveAsObjectFile.
-- SPDX-License-Identifier: MIT
local arguments = require("sluice.arguments")
local errors = require("sluice.errors")
local host = require("sluice.host")
local lineage = require("sluice.lineage")

-- Spark's stages are called after what runs the job inside.
local STAGE = "runJob"

---@param RDD RDD
---@param rdd table the module sluice.rdd
return function(RDD, rdd)
  local function save(write, job, op, path)
    local ok, java, message = write(job.rdd, job.stage, path)
    if not ok then
      errors.raise({ class = java, message = message, spark = true,
        name = "cannot-write", word = op })
    end
  end

  ---Writes the text of each record, for the operator `op`.
  ---@param self RDD
  ---@param op string
  ---@param path string
  ---@param stage string the name of the job's stage
  function rdd.save(self, op, path, stage)
    local texts = lineage.narrow(arguments.site(op), self.number, "same")
    save(host.save_text, { rdd = texts, stage = stage }, op, path)
  end

  ---The same with the records as they are.
  ---@param self RDD
  ---@param op string
  ---@param path string
  ---@param stage string
  function rdd.save_objects(self, op, path, stage)
    local site = arguments.site(op)
    -- Spark packs ten records into one, and then makes bytes of each.
    local packed = lineage.narrow(site, self.number, "same")
    local bytes = lineage.narrow(site, packed, "same")
    save(host.save_objects, { rdd = bytes, stage = stage }, op, path)
  end

  local function check_path(self, op, path)
    if type(path) ~= "string" then
      arguments.wrong_type(self, op, 1, "a path", path)
    end
    return path
  end

  ---Writes a folder with a file part-NNNNN for each partition, the text of a record in
  ---each line. The folder must not be there yet (FileAlreadyExistsException); in an
  ---output of a stream it may be.
  ---
  ---Example:
  ---```lua
  ---sc:parallelize({ pair("ann", 31), pair("bob", 27) }, 1):saveAsTextFile("ages")
  ---for line in io.lines("ages/part-00000") do print(line) end
  -----> (ann,31)
  -----> (bob,27)
  ---```
  ---@param path string
  function RDD:saveAsTextFile(path)
    rdd.save(self, "saveAsTextFile", check_path(self, "saveAsTextFile", path), STAGE)
  end

  ---Writes a folder as saveAsTextFile does, but the records as they are: numbers, pairs
  ---and lists come back from sc:objectFile(path) as what they were. The files are in a
  ---format of sluice's own, not in that of Java, so Spark cannot read them.
  ---
  ---Example:
  ---```lua
  ---sc:parallelize({pair("a", 1)}, 1):saveAsObjectFile("pairs")
  ---print(sc:objectFile("pairs"):first()._2)           --> 1
  ---```
  ---@param path string
  function RDD:saveAsObjectFile(path)
    local op = "saveAsObjectFile"
    rdd.save_objects(self, op, check_path(self, op, path), STAGE)
  end
end
