#!/usr/bin/env bash
# tests/cli/world-feed.t -- a world that feeds files, and one that kills and starts a
# driver at one moment.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

cat >socket.lua <<'END'
local ssc = StreamingContext("local[2]", "socket", Seconds(1))
ssc:socketTextStream("sensor", 7000):count():print()
ssc:start()
ssc:awaitTermination()
END

# --- A life that ends and another that begins at one moment -------------------------

printf '1.5 kill driver\n1.5 start driver\n2.2 sensor:7000 b\n' >at_once.world
run "$SLUICE" run socket.lua --world at_once.world --until 4s --trace trace.jsonl
is "$(grep -c '"kind":"driver"' trace.jsonl)" 2 "both happen"
like out '^1$' "and the new life reads what comes"

# --- Lines of a file ------------------------------------------------------------------

mkdir -p beside
seq 4 >beside/four.txt
echo '0.5 feed sensor:7000 four.txt rate=2/s' >beside/feed.world
run "$SLUICE" run socket.lua --world beside/feed.world --trace trace.jsonl
arrived() {
    sed -nE 's/.*"at":([0-9]+),"kind":"arrived".*"text":"([^"]*)".*/\1 \2/p' trace.jsonl
}
is "$(arrived)" '750000 1
1250000 2
1750000 3
2250000 4' "a file beside the world is fed line by line"
echo '0.5 feed sensor:7000 four.txt rate=2/s poisson loop' >beside/feed.world
run timeout 20 "$SLUICE" run socket.lua --world beside/feed.world --until 20s \
    --trace trace.jsonl
is "$status" 0 "a world without end ends with the run"
ok "what loops comes again" test "$(arrived | grep -c ' 1$')" -gt 3
echo '0.5 feed sensor:7000 five.txt' >beside/feed.world
run "$SLUICE" run socket.lua --world beside/feed.world
like err 'cannot read beside/five.txt' "a file that is not there is an error"

finish
