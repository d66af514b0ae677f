-- ends: limit time
-- SPDX-License-Identifier: MIT
-- limits: seconds=0.1
local text = ("a"):rep(40)
print("this is known")
text:find(("a*"):rep(20) .. "b")
