-- ends: done
-- SPDX-License-Identifier: MIT
-- code: 1
-- says: look
error({message = "look", class = "x", file = "CANARY/secret", line = 1})
