-- ends: done
-- SPDX-License-Identifier: MIT
-- code: 1
-- says: `io` is not there in a lesson
io.open("CANARY/secret", "w"):write("x")
