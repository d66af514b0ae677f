-- cli.zip: ZIP files of stored files (APPNOTE 6.3.3): no compression, no times, so the
-- same files give the same bytes.
-- SPDX-License-Identifier: MIT
local M = {}

local VERSION <const>, VERSION_UNIX <const> = 20, 3 << 8 | 20
local DATE <const> = 1 << 5 | 1 -- 1980-01-01, the first day there is
local UTF8 <const> = 1 << 11    -- names are UTF-8

local TABLE <const> = {}
for i = 0, 255 do
  local crc = i
  for _ = 1, 8 do
    crc = crc & 1 ~= 0 and crc >> 1 ~ 0xEDB88320 or crc >> 1
  end
  TABLE[i] = crc
end

---CRC-32, as in ISO 3309.
---@param text string
---@return integer
function M.crc32(text)
  local crc = 0xFFFFFFFF
  for i = 1, #text do
    crc = crc >> 8 ~ TABLE[(crc ~ text:byte(i)) & 0xFF]
  end
  return crc ~ 0xFFFFFFFF
end

-- What a file's own head and its entry in the directory have in common.
local function description(file)
  return ("<I2I2I2I2I4I4I4I2I2"):pack(UTF8, 0, 0, DATE, M.crc32(file.text), #file.text,
    #file.text, #file.name, 0)
end

---@param files {name: string, text: string, executable: boolean?}[]
---@return string
function M.pack(files)
  local parts, directory, at = {}, {}, 0
  for _, file in ipairs(files) do
    local about = description(file)
    local head = ("<I4I2"):pack(0x04034b50, VERSION) .. about .. file.name
    local mode = file.executable and 0x81ED or 0x81A4 -- a file: rwxr-xr-x, rw-r--r--
    directory[#directory + 1] = ("<I4I2I2"):pack(0x02014b50, VERSION_UNIX, VERSION)
      .. about .. ("<I2I2I2I4I4"):pack(0, 0, 0, mode << 16, at) .. file.name
    parts[#parts + 1] = head .. file.text
    at = at + #head + #file.text
  end
  local list = table.concat(directory)
  return table.concat(parts) .. list
    .. ("<I4I2I2I2I2I4I4I2"):pack(0x06054b50, 0, 0, #files, #files, #list, at, 0)
end

return M
