-- SPDX-License-Identifier: MIT

-- The posts of a batch: {user, line}, and the users named in it. A post has a text.
local function parts(run, batch)
  local posts, named = {}, {}
  for _, record in ipairs(run:records{batch = batch.time}) do
    local user, text = record.text:match("^(%S+) (.+)$")
    if user then
      posts[#posts + 1] = {user = user, line = ("(%s,%s)"):format(user, text)}
    else
      named[record.text] = true
    end
  end
  return posts, named
end

-- The number of the first batch in which each user was named.
local function named_in(run)
  local since = {}
  for _, batch in ipairs(run:batches()) do
    local _, named = parts(run, batch)
    for user in pairs(named) do
      since[user] = since[user] or batch.number
    end
  end
  return since
end

local function set(list)
  local there = {}
  for _, element in ipairs(list) do
    there[element] = true
  end
  return there
end

-- When the last RDD that the program made by parallelize was made, in ms.
local function read_at(run)
  local last
  for _, rdd in ipairs(run:rdds{op = "parallelize"}) do
    last = rdd.made_us // 1000
  end
  return last
end

check("others stay", {}, function(run)
  local read, came = #run:records(), #run:arrivals()
  expect(read == came, {got = read, want = came})
    :says("the program reads {got} lines, and {want} arrive: leave its input as it is")
  local since = named_in(run)
  always(run:batches(), function(batch)
    local there = set(lines(run, batch.time))
    for _, post in ipairs((parts(run, batch))) do
      local may = (since[post.user] or math.huge) > batch.number
      if may and not there[post.line] then
        return false, post.line, nil, post.user
      end
    end
    return true
  end):says("{batch} lacks {got}: {key} is not on the list")
end)

check("never blocked", {after = "others stay"}, function(run)
  local since = named_in(run)
  local last = read_at(run)
  always(run:batches(), function(batch)
    for _, line in ipairs(lines(run, batch.time)) do
      local user = line:match("^%((.-),")
      if user and (since[user] or math.huge) < batch.number then
        return false, line, since[user], user
      end
    end
    return true
  end):says("{batch} shows {got}: {key} is on the list since batch {want}, and the "
    .. "list "
      .. "was read before the first batch",
        last ~= nil and last < run:batches()[1].time)
    :says("{batch} shows {got}: {key} is on the list since batch {want}")
end)

check("read once a batch", {after = "never blocked"}, function(run)
  always(run:batches(), function(batch)
    local in_tasks, n = 0, 0
    for _, opened in ipairs(run:stores{batch = batch.time, op = "open"}) do
      n = n + 1
      in_tasks = in_tasks + (opened.task and 1 or 0)
    end
    return n <= 1 and in_tasks == 0, n
  end):says("{got} openings of the table in {batch}: functions of `filter` and "
    .. "`map` run "
      .. "per record, in tasks", uses(run, "filter"))
    :says("{got} openings of the table in {batch}, wanted one at most, on the driver")
end)

hidden{world = "crowd", ["until"] = "6s", says = "with other users"}

reply("Task not serializable",
  "a connection belongs to the machine that opened it; read the list on the driver, "
  .. "into an RDD")
