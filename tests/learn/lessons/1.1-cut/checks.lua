-- SPDX-License-Identifier: MIT
check("a and b apart", function(run)
  never(run:batches(), function(batch)
    return batch.records > 1, batch.records
  end):says("{batch} has both")
end)
