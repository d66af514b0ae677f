-- ends: done
-- SPDX-License-Identifier: MIT
-- code: 1
-- says: `package` is not there in a lesson
package.loadlib("/lib/libc.so.6", "*")
