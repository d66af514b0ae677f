-- SPDX-License-Identifier: MIT
check("batch interval kept", function(run)
  expect(run:run().interval == 1000, {got = run:run().interval})
    :says("a batch is {got} ms now; keep it at 1000 ms")
end)

check("ten blocks", {after = "batch interval kept"}, function(run)
  always(run:batches{from = 2000}, function(batch)
    return #batch.blocks == 10 or batch.records < 20, #batch.blocks, 10
  end):says("{batch} has {got} blocks, wanted {want}: you dealt their records out "
      .. "again, over the network", uses(run, "repartition"))
    :says("{batch} has {got} blocks, wanted {want}: the block interval decides, "
      .. "not the operator")
end)

check("no shuffle", {after = "ten blocks"}, function(run)
  always(run:batches(), function(batch)
    return batch.shuffles == 0, batch.shuffles
  end):says("{batch} moved its records over the network")
end)

hidden{world = "quiet", says = "where nothing arrives from 1.2 to 1.8 s"}
