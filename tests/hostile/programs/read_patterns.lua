-- ends: done
-- SPDX-License-Identifier: MIT
-- prints: nothing
local sc = SparkContext("local[1]", "read")
for _, depth in ipairs({1, 3, 6}) do
  for _, up in ipairs({".*/", "{.,x}{.,y}/", "[.][.]/", "\\.\\./", "{../,x}", "?./",
    ".[.]/", "*/../../", "{a/,}../"}) do
    for _, file in ipairs({"etc/passwd", "CANARY/secret", "etc/host*"}) do
      local ok, lines = pcall(function()
        return sc:textFile(up:rep(depth) .. file):collect()
      end)
      if ok then
        print("read", up, depth, #lines)
      end
    end
  end
end
print("nothing")
