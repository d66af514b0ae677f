-- ends: limit time
-- SPDX-License-Identifier: MIT
-- limits: seconds=0.1
table.move({}, 1, 1e15 // 1 | 0, 2)
