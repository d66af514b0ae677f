-- tests/cli/catalog.lua: writes the programs of the catalogue as files, and prints a line
-- for each: name, arguments, arguments of the cure.
-- SPDX-License-Identifier: MIT
local catalog = require("sluice.catalog")

local function write(file, text)
  local handle = assert(io.open(file, "w"))
  handle:write(text)
  handle:close()
end

write(catalog.input_file, catalog.input)
for _, entry in ipairs(catalog.entries) do
  if entry.program and not entry.manual then
    write(entry.name .. ".lua", entry.program)
    local cured = (entry.cure or entry.cure_arguments) and catalog.cured(entry)
    if cured then
      write(entry.name .. "-cured.lua", cured)
    end
    print(("%s|%s|%s"):format(entry.name, entry.arguments or "",
      entry.cure_arguments or entry.arguments or ""))
  end
end
