-- SPDX-License-Identifier: MIT

-- Clicks of a batch, in their order, and the countries of each user.
local function sides(run, batch)
  local clicks, countries = {}, {}
  for _, record in ipairs(run:records{batch = batch.time}) do
    local user, value = record.text:match("(%S+) (%S+)")
    if value:find("^%u%u$") then
      countries[user] = countries[user] or {}
      table.insert(countries[user], value)
    else
      clicks[#clicks + 1] = {user = user, page = value}
    end
  end
  return clicks, countries
end

local function is_about(line, click)
  return line:find("(" .. click.user .. ",", 1, true) == 1
    and line:find(click.page, 1, true) ~= nil
end

local function times(list, wanted)
  local n = 0
  for _, element in ipairs(list) do
    n = n + (element == wanted and 1 or 0)
  end
  return n
end

-- Every click with the lines that it should give: {user, page, lines}.
local function wanted(run, batch)
  local clicks, countries = sides(run, batch)
  for _, click in ipairs(clicks) do
    click.lines = {}
    for _, country in ipairs(countries[click.user] or {"?"}) do
      table.insert(click.lines, ("(%s,%s@%s)"):format(click.user, click.page, country))
    end
    click.is_known = countries[click.user] ~= nil
  end
  return clicks
end

-- Calls f with each batch and each click of it, until f gives something.
local function first(run, f)
  for _, batch in ipairs(run:batches()) do
    for _, click in ipairs(wanted(run, batch)) do
      local got, want = f(batch, click)
      if got then
        return {batch = batch.time, got = got, want = want, key = click.user}, click
      end
    end
  end
end

-- The line that a batch prints of a click, or what stands in its place.
local function line_of(run, batch, click)
  for _, line in ipairs(lines(run, batch.time)) do
    if is_about(line, click) then
      return line
    end
  end
  return "nothing"
end

check("no click lost", {}, function(run)
  local read, came = #run:records(), #run:arrivals()
  expect(read == came, {got = read, want = came})
    :says("the program reads {got} lines, and {want} arrive: leave its input as it is")
  local facts, click = first(run, function(batch, click)
    return line_of(run, batch, click) == "nothing" and click.page
  end)
  expect(not facts, facts)
    :says("{batch}: the click of {key} on {got} found no country in its batch and "
      .. "is gone",
      click ~= nil and not click.is_known)
    :says("{batch}: the click of {key} on {got} is not printed")
end)

check("unknown is ?", {after = "no click lost"}, function(run)
  local facts = first(run, function(batch, click)
    local want = click.lines[1]
    if not click.is_known and times(lines(run, batch.time), want) == 0 then
      return line_of(run, batch, click), want
    end
  end)
  expect(not facts, facts)
    :says("{batch} prints {got}, wanted {want}: the Option is still there; `getOrElse` "
      .. "takes it off", facts ~= nil and facts.got:find("None") ~= nil)
    :says("{batch} prints {got}, wanted {want}: no country of {key} came in this batch")
end)

check("known is named", {after = "unknown is ?"}, function(run)
  local facts = first(run, function(batch, click)
    for _, want in ipairs(click.is_known and click.lines or {}) do
      if times(lines(run, batch.time), want) == 0 then
        return line_of(run, batch, click), want
      end
    end
  end)
  expect(not facts, facts):says("{batch} prints {got}, wanted {want}")
end)

check("countries alone are silent", {after = "unknown is ?"}, function(run)
  always(run:batches(), function(batch)
    local clicks = wanted(run, batch)
    for _, line in ipairs(lines(run, batch.time)) do
      local is_click = false
      for _, click in ipairs(clicks) do
        is_click = is_click or is_about(line, click)
      end
      if not is_click then
        return false, line, "nothing", line:match("^%((.-),")
      end
    end
    return true
  end):says("{batch} prints {got}: {key} has clicked on nothing in this batch")
end)

check("each once", {after = "countries alone are silent"}, function(run)
  always(run:batches(), function(batch)
    local want = 0
    for _, click in ipairs(wanted(run, batch)) do
      want = want + #click.lines
    end
    local got = #lines(run, batch.time)
    return got == want, got, want
  end):says("{batch} prints {got} lines, wanted {want}")
end)

check("one join", {after = "no click lost"}, function(run)
  always(run:batches(), function(batch)
    return batch.shuffles <= 2, batch.shuffles
  end):says("{batch} has {got} shuffles: a join needs one for each side, and no more")
end)

hidden{world = "two_countries", says = "with two countries of a user, and two clicks"}

reply("attempt to concatenate a Option value",
  "behind an outer join the country is an Option, Some(FR) or None: "
  .. '`getOrElse("?")` gives what is in it')
reply("attempt to concatenate a nil value",
  "a join makes a pair of the two sides: its parts are `v._1` and `v._2`")
reply("different slide durations",
  "a join wants both sides to have an RDD in each batch; here it needs no window")
