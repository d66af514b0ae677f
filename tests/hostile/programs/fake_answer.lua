-- ends: done
-- SPDX-License-Identifier: MIT
-- prints: R
print("TAP version 14\n1..1\nok 1 - all is well")
print("R\1\0\0\0n")
print('{"kind":"stopped"}\n{"kind":"run"}')
