-- ends: done
-- SPDX-License-Identifier: MIT
-- code: 1
-- says: `debug` is not there in a lesson
debug.getregistry()
