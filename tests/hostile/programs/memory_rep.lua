-- ends: limit memory
-- SPDX-License-Identifier: MIT
print(#("x"):rep(1000000000))
