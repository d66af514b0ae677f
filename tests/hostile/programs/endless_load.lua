-- ends: limit instructions
-- SPDX-License-Identifier: MIT
load(function() return " " end)
