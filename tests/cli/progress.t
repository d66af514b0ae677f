#!/usr/bin/env bash
# tests/cli/progress.t -- how far a long run has got, on a terminal and elsewhere.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

# Each batch holds a processor for a while, so that the run is a long one.
cat >long.lua <<'EOT'
local ssc = StreamingContext("local[2]", "long", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
lines:foreachRDD(function(rdd, time)
  local from = os.clock()
  while os.clock() - from < 0.2 do end
  print("batch at " .. tostring(time))
end)
ssc:start()
ssc:awaitTermination()
EOT
seq 100 >numbers.txt
feed=9999=numbers.txt:rate=10/s

run "$SLUICE" run long.lua --feed $feed --batches 2
is "$(cat err)" '' "what is no terminal gets no progress line"

command -v tmux >/dev/null || {
    note <<<"tmux is not installed"
    finish
}
socket=$PWD/tmux
terminal() {
    tmux -f /dev/null -S "$socket" "$@"
}
trap 'terminal kill-server 2>/dev/null' EXIT
# A server whose last session ends goes away while the next one asks for it.
terminal new-session -d -s keep 'sleep 600'

# in_terminal COMMAND: runs it there; all bytes that it writes there go to the file raw,
# what is left on the screen to the file screen.
in_terminal() {
    rm -f raw begin end
    terminal new-session -d -x 90 -y 50 -s long "export TERM=screen
        until [ -f begin ]; do sleep 0.05; done
        $1; touch end; sleep 60"
    terminal pipe-pane -t long 'cat >raw'
    touch begin
    for _ in $(seq 600); do
        [ -f end ] && break
        sleep 0.05
    done
    terminal capture-pane -p -t long >screen
    terminal kill-session -t long
}

n='[0-9.]+'
line="sluice: $n of 4 s   batch $n   $n records   $n %   $n m?s left"
in_terminal "$SLUICE run long.lua --feed $feed --batches 4"
like raw "$line" "a run on a terminal says how far it has got"
is "$(tr '\r' '\n' <raw | grep -Ec 'left.+')" 0 "nothing is written behind it"
unlike screen 'sluice:' "it is gone in the end"
is "$(grep -c '^batch at' screen)" 4 "and what is printed stands there whole"

in_terminal "$SLUICE run long.lua --feed $feed --batches 4 >printed"
like raw "$line" "what is printed may go elsewhere"
is "$(grep -c . printed)" 4 "all of it"

in_terminal "$SLUICE run long.lua --feed $feed --batches 4 --quiet >printed"
unlike raw 'left' "--quiet has no progress line"

in_terminal "$SLUICE sweep long.lua cores=2,3 --workers 1 --feed $feed --batches 3"
like raw 'sluice: [12] of 2 runs' "a sweep has one, too"
unlike screen 'sluice:' "which goes as well"
like screen '^2 ' "and the table comes"
finish
