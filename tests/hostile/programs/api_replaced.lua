-- ends: done
-- SPDX-License-Identifier: MIT
-- prints: 0
local changed = 0
for _, class in ipairs({StreamingContext, SparkContext, Durations, Thread}) do
  if pcall(function() class.new_field = print end) then
    changed = changed + 1
  end
end
print(changed)
