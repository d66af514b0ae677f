-- What holds in every world: each batch prints its words of three letters and more.

local function wanted(run, batch)
  local list = {}
  for _, record in ipairs(run:records{batch = batch.time}) do
    list[#list + 1] = #record.text >= 3 and record.text or nil
  end
  return list
end

check("long words", function(run)
  expect(#run:batches() == 3, {got = #run:batches()})
    :says("there are {got} batches in 3 s; keep the batch interval of 1 s")
  always(run:batches(), function(batch)
    local got, want = lines(run, batch.time), wanted(run, batch)
    return table.concat(got, " ") == table.concat(want, " "), got, want
  end):says("{batch} prints {got}, wanted {want}: a word of three letters is long, too",
      uses(run, "filter"))
    :says("{batch} prints {got}, wanted {want}")
end)

hidden{world = "other"}
