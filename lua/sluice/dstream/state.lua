-- sluice.dstream.state: what goes on from batch to batch.
-- Spark: updateStateByKey (semantics 5.5), mapWithState (5.6).
-- SPDX-License-Identifier: MIT
local arguments = require("sluice.arguments")
local host = require("sluice.host")
local rdd = require("sluice.rdd")
local spec = require("sluice.state_spec")

-- The form of a function of updateStateByKey, by how many arguments it takes.
local forms = { [1] = "update list", [4] = "update timed" }

---@param DStream DStream
---@param dstream table the module sluice.dstream
return function(DStream, dstream)
  ---A state for every key: f(values, state) is called in each batch for every key that
  ---has values or a state, and returns the new state; nil ends it. f may also take four
  ---arguments, (time, key, values, state), or one, the list of all (key, values, state)
  ---of a partition; that one returns a list of pairs. Needs ssc:checkpoint(folder).
  ---
  ---Example:
  ---```lua
  ---ssc:checkpoint("checkpoint")
  ---local visits = ssc:queueStream({
  ---  sc:parallelize({ pair("ann", 1), pair("ann", 1) }),
  ---  sc:parallelize({ pair("ann", 1) }) })
  ---visits:updateStateByKey(function(values, state)
  ---  return (state or 0) + #values
  ---end):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (ann,2)
  ----->
  -----> -------------------------------------------
  -----> Time: 2000 ms
  -----> -------------------------------------------
  -----> (ann,3)
  ----->
  ---```
  ---@param f function
  ---@param n integer|Partitioner|nil partitions of the result
  ---@param remembers boolean|RDD|nil false: the state forgets its partitioner, so that
  ---each batch shuffles it again; may be left out before an RDD
  ---@param initial RDD|nil pairs of keys and states before the first batch
  ---@return DStream
  function DStream:updateStateByKey(f, n, remembers, initial)
    local op = "updateStateByKey"
    dstream.check_open(self.held, op, self)
    arguments.task_function(self, op, 1, f)
    local partitioner = dstream.partitioner(self, op, 2, n)
    if rdd.is_rdd(remembers) then
      remembers, initial = nil, remembers
    end
    if remembers ~= nil and type(remembers) ~= "boolean" then
      arguments.wrong_type(self, op, 3, "true or false, or an RDD of states", remembers)
    end
    local form = forms[debug.getinfo(f, "u").nparams] or "update"
    local number = assert(host.update_stream(self.held.number, arguments.site(op),
      self.number, partitioner, { op = form, f = f, remembers = remembers ~= false,
        initial = initial and rdd.other(self, op, 4, initial) or nil }))
    return dstream.wrap(self.held, number, op, self)
  end

  ---A state for every key that sees each record: the function of the StateSpec is
  ---called for each, and what it returns is the stream. Only keys with records cost
  ---anything. Needs ssc:checkpoint(folder).
  ---
  ---Example:
  ---```lua
  ---ssc:checkpoint("checkpoint")
  ---local spec = StateSpec(function(name, visits, state)
  ---  state:update(state:getOption():getOrElse(0) + visits)
  ---  return name, state:get()
  ---end)
  ---local visits = ssc:queueStream({
  ---  sc:parallelize({ pair("ann", 1) }), sc:parallelize({ pair("ann", 2) }) })
  ---visits:mapWithState(spec):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (ann,1)
  ----->
  -----> -------------------------------------------
  -----> Time: 2000 ms
  -----> -------------------------------------------
  -----> (ann,3)
  ----->
  ---```
  ---@param state_spec StateSpec
  ---@return DStream
  function DStream:mapWithState(state_spec)
    local op = "mapWithState"
    dstream.check_open(self.held, op, self)
    if not spec.is(state_spec) then
      arguments.wrong_type(self, op, 1, "a StateSpec", state_spec,
        type(state_spec) == "function" and "mapWithState(StateSpec(f))" or nil)
    end
    arguments.task_function(self, op, 1, state_spec.f)
    local partitioner = dstream.partitioner(self, op, 1, state_spec.partitions or nil)
    local number = assert(host.map_state_stream(self.held.number, arguments.site(op),
      self.number, partitioner, { f = state_spec.f,
        timed = debug.getinfo(state_spec.f, "u").nparams == 4,
        timeout = state_spec.timeout_ms or nil,
        initial = state_spec.initial or nil }))
    local states = dstream.wrap(self.held, number, op, self)
    local mapped = dstream.narrow(states, op, "state mapped")
    mapped.states, mapped.made_with = number, states
    return mapped
  end

  ---Of a stream that mapWithState made: all keys with their states after each batch.
  ---
  ---Example:
  ---```lua
  ---ssc:checkpoint("checkpoint")
  ---local last = StateSpec(function(_, degrees, state)
  ---  state:update(degrees)
  ---  return degrees
  ---end)
  ---local readings = { pair("hall", 19), pair("attic", 28), pair("hall", 21) }
  ---ssc:queueStream({ sc:parallelize(readings, 1) })
  ---  :mapWithState(last):stateSnapshots():print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (attic,28)
  -----> (hall,21)
  ----->
  ---```
  ---@return DStream
  function DStream:stateSnapshots()
    local op = "stateSnapshots"
    dstream.check_open(self.held, op, self)
    if not self.states then
      arguments.wrong(self, op, nil, { class = "java.lang.NoSuchMethodError",
        name = "unknown-method",
        message = "stateSnapshots is a method of a stream that mapWithState made" })
    end
    return dstream.narrow(self.held.streams[self.states], op, "state pairs")
  end
end
