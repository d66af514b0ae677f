-- ends: limit output
-- SPDX-License-Identifier: MIT
print(("x"):rep(1e6))
