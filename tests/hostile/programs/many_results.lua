-- ends: done
-- SPDX-License-Identifier: MIT
-- limits: memory=67108864
-- prints: false\tfalse\tfalse
print((pcall(table.unpack, {}, 1, 1e7 // 1 | 0)), (pcall(string.byte, ("x"):rep(1e7), 1, -1)),
  (pcall(string.format, "%99999d", 1)))
