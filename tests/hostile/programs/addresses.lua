-- ends: done
-- SPDX-License-Identifier: MIT
-- prints: false\tfalse
print((pcall(string.format, "%p", "x")), (pcall(function() return ("%-20p"):format({}) end)))
