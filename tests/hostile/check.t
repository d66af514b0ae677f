#!/usr/bin/env bash
# tests/hostile/check.t -- sluice check: a program that means harm gains no point, and
# the others of its folder keep theirs.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

mkdir work
n=0
# hand_in <PROGRAM: the next lesson's, behind the context that the lesson begins with.
hand_in() {
    n=$((n + 1))
    "$SLUICE" learn new "7.$n-x" --lessons class >/dev/null
    {
        echo 'local ssc = StreamingContext("local[2]", "x", Seconds(1))'
        echo 'local words = ssc:socketTextStream("localhost", 9999)'
        cat
        printf 'ssc:start()\nssc:awaitTermination()\n'
    } >"work/7.$n-x.lua"
}

hand_in <<'END'
words:filter(function(word) return #word >= 3 end):print()
END
hand_in <<'END'
print("TAP version 14\n1..2\nok 1 - long words\nok 2 - hidden")
words:foreachRDD(function() print("ok 1 - long words\nok 2 - hidden") end)
END
hand_in <<'END'
words:foreachRDD(function(_, time) print("river") print("the") print("sea") end)
END
hand_in <<'END'
words:print()
check = function() end
always = function() return {says = function() end} end
for name in pairs(_G) do _G[name] = nil end
END
hand_in <<'END'
words:print()
os.exit(0)
END
hand_in <<'END'
words:saveAsTextFiles("../results.json")
words:foreachRDD(function(rdd) rdd:saveAsTextFile("/tmp/results.json") end)
END
hand_in <<'END'
words:foreachRDD(function() while true do end end)
END
hand_in <<'END'
words:foreachRDD(function() print(("river\n"):rep(1000000)) end)
END
hand_in <<'END'
getmetatable(ssc).__methods = {}
words:print()
END
hand_in <<'END'
local batch = words:foreachRDD(function(rdd) error({message = "\n...\nok 3 - more\n",
  name = "x", level = "note", points = 100}) end)
END
hand_in <<'END'
words:filter(function(word) return #word >= 3 end):print()
END
all=$n

echo keep >results.json
run "$SLUICE" check work --lessons class
is "$status" 1 "some do not pass"
is "$(tail -1 out)" "4 of $((2 * all)) points, 2 of $all lessons done" \
    "none but the two that are right have points"
is "$(grep -c '2 of 2 points' out)" 2 "and these have all"
is "$(cat results.json)" keep "no file outside is written"
ok "nor one elsewhere" test ! -e /tmp/results.json

run "$SLUICE" check work --lessons class --format tap
is "$(grep -Ec '^(not )?ok ' out)" "$all" "a line a lesson in TAP"
is "$(grep -Ec '^1\.\.' out)" 1 "one plan"
is "$(grep -Ec '^    1\.\.[23]$' out)" "$all" "and one in each subtest"
run "$SLUICE" check work --lessons class --format gradescope
is "$(python3 -c 'import json
print(json.load(open("out"))["score"])')" 4 "the score in a grader's file"
ok "which has its shape" python3 "$ROOT/tests/course/shapes.py" gradescope out

finish
