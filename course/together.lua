-- course.together: several jobs that want runs, of which many are made at one time.
-- SPDX-License-Identifier: MIT
local M = {}

local MOST <const> = 16 -- jobs that have begun and wait for runs

-- Goes on with a job; its wishes, or nil when it is over.
local function resume(job, runs)
  local ok, wishes = coroutine.resume(job.thread, runs)
  if not ok then
    error(wishes, 0)
  elseif coroutine.status(job.thread) == "dead" then
    job.result = wishes
    return nil
  end
  return wishes
end

-- Begins jobs until enough of them wait.
local function begin(jobs, waiting, at)
  while at <= #jobs and #waiting < MOST do
    local job = jobs[at]
    job.wishes = resume(job, function(wishes)
      return coroutine.yield(wishes)
    end)
    if job.wishes then
      waiting[#waiting + 1] = job
    end
    at = at + 1
  end
  return at
end

local function gather(waiting)
  local all = {}
  for _, job in ipairs(waiting) do
    table.move(job.wishes, 1, #job.wishes, #all + 1, all)
  end
  return all
end

-- Hands each job its runs; those that want more stay.
local function hand_out(waiting, runs)
  local rest, from = {}, 1
  for _, job in ipairs(waiting) do
    local own = table.move(runs, from, from + #job.wishes - 1, 1, {})
    from = from + #job.wishes
    job.wishes = resume(job, own)
    rest[#rest + 1] = job.wishes and job or nil
  end
  return rest
end

---Does jobs beside each other: each is a function that gets a runner of its own.
---@param jobs (fun(runner: course.Runner): any)[]
---@param runner course.Runner
---@return any[] results, in the order of the jobs
function M.each(jobs, runner)
  local begun, results = {}, {}
  for i, job in ipairs(jobs) do
    begun[i] = {thread = coroutine.create(job)}
  end
  local waiting, at = {}, 1
  repeat
    at = begin(begun, waiting, at)
    waiting = hand_out(waiting, runner(gather(waiting)))
  until #waiting == 0 and at > #begun
  for i, job in ipairs(begun) do
    results[i] = job.result
  end
  return results
end

return M
