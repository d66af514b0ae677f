-- ends: done
-- SPDX-License-Identifier: MIT
-- prints: nil\tnil
print((load(("("):rep(100000))), (load("return " .. ("{"):rep(100000))),
  (load("return " .. ("-"):rep(100000) .. "1")))
