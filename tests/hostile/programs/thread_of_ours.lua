-- ends: done
-- SPDX-License-Identifier: MIT
-- prints: nil
print(coroutine.running)
