#!/usr/bin/env bash
# tests/tools/run-golden.t -- run-golden passes what agrees, and nothing else.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

# write_case NAME WORD: a program that prints WORD in each of two batches.
write_case() {
    cat >"cases/$1.lua" <<END
-- batches: 2  interval: 1000  master: local[2]
local ssc = StreamingContext("local[2]", "$1", Seconds(1))
local sc = ssc:sparkContext()
ssc:queueStream({sc:parallelize({1}, 1)}):foreachRDD(function() print("$2") end)
ssc:start()
ssc:awaitTermination()
END
}

mkdir cases
write_case good word
printf 'word\nword\n' >cases/good.out
for time in 1000 2000; do
    echo '{"event":"batch","time":'$time',"records":{}}'
    echo '{"event":"output","time":'$time',"id":0,"name":"foreachRDD"}'
done >cases/good.events
run "$ROOT/tests/run-golden" cases
is "$status $(cat out)" "0 ok 1 - good
1..1" "a case that agrees passes"
run "$ROOT/tests/run-golden" --workers 0 --workers 3 cases/good.lua
is "$status $(cat out)" "0 ok 1 - good
1..1" "a single file, with other numbers of workers"
ok "nothing is left behind" test "$(ls)" = "cases
err
out"

# fails NAME MESSAGE: the only case in the folder fails, and says why.
fails() {
    run "$ROOT/tests/run-golden" cases
    is "$status $(head -n 1 out)" "1 not ok 1 - good" "$1 fails"
    like err "$2" "$1: it says why"
}

# bend COMMAND: a program that does something else without shortcuts; the last of its
# arguments names the trace.
bend() {
    cat >bent <<END
#!/bin/sh
"$SLUICE" "\$@"
status=\$?
for trace; do :; done
case "\$*" in
*sluice.shortcuts=false*) $1 ;;
esac
exit \$status
END
    chmod +x bent
}
bend 'echo a warning >&2'
SLUICE=$PWD/bent fails "another message without shortcuts" 'cmp: .*err\.2'
# shellcheck disable=SC2016 # for the script
bend 'sed "s,\"seed\":1,\"seed\":2," "$trace" >told; mv told "$trace"'
SLUICE=$PWD/bent fails "another trace without shortcuts" 'trace\.2 differ'

cp -R cases kept
echo more >>cases/good.out
fails "other output" '^# *-more$'
cp kept/* cases
sed -i.bak 's/"id":0/"id":1/' cases/good.events
fails "other events" '^# *\+.*"id":0'
cp kept/* cases
: >cases/good.events
fails "events of which none is wanted" '^# *\+.*"event":"batch"'
cp kept/* cases
rm cases/good.out
fails "a case without wanted output" 'good\.out'
cp kept/* cases
sed -i.bak 1s/batches/times/ cases/good.lua
fails "a case without a number of batches" 'batches: N'
cp kept/* cases
echo 'error("late")' >>cases/good.lua
rm cases/good.events
run "$ROOT/tests/run-golden" cases
is "$status" 0 "a program may fail if it prints what is wanted"
echo 'while true do end' >>kept/good.lua
cp kept/* cases
CASE_SECONDS=1 fails "a program that hangs" 'exit 124'

run "$ROOT/tests/run-golden" nowhere
is "$status" 2 "a folder that is not there is a wrong usage"
mkdir empty
run "$ROOT/tests/run-golden" empty
is "$status" 2 "and so is a folder without a case"
run "$ROOT/tests/run-golden" --workers many cases
is "$status" 2 "and a number of workers that is none"
finish
