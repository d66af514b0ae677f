-- ends: done
-- SPDX-License-Identifier: MIT
-- code: 0
-- answers: none
answers = {("x"):rep(3000000)}
