-- ends: done
-- SPDX-License-Identifier: MIT
-- prints: nil\tnil\tfalse\tnil
local dump = ("x").dump
local binary = "\27Lua\x54\0\x19\x93\r\n\x1a\n\4\8\8xV\0\0\0\0\0\0\0\0\0\0\0(w@\1"
print(string.dump, dump, (pcall(load, nil)), (load(binary, "x", "b")))
