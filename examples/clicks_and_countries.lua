-- examples/clicks_and_countries.lua -- two streams joined by key. A join matches what is
-- in the same batch: ann's country comes a batch too late for her first click.
-- SPDX-License-Identifier: MIT
--
--   ./sluice run examples/clicks_and_countries.lua
local ssc = StreamingContext("local[2]", "ClicksAndCountries", Seconds(1))
local sc = ssc:sparkContext()

local clicks = ssc:queueStream({
  sc:parallelize({ pair("ann", "home"), pair("bob", "shop") }),
  sc:parallelize({ pair("ann", "cart") }),
})
local countries = ssc:queueStream({
  sc:parallelize({ pair("bob", "FR") }),
  sc:parallelize({ pair("ann", "DE"), pair("cleo", "IT") }),
})

-- The left side stays: what the right one has not is None.
clicks:leftOuterJoin(countries)
  :mapValues(function(v) return v._1 .. " from " .. v._2:getOrElse("?") end)
  :print()

ssc:start()
ssc:awaitTermination()
