-- ends: done
-- SPDX-License-Identifier: MIT
-- code: 1
-- says: `os` is not there in a lesson
os.exit(0)
