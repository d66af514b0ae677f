-- ends: limit time
-- SPDX-License-Identifier: MIT
-- limits: seconds=0.1
print("this is known")
print(#(""):rep(1e15))
