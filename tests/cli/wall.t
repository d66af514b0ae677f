#!/usr/bin/env bash
# tests/cli/wall.t -- real time and real sockets on the loopback: --clock wall.
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2317 # functions are called by ok and wait_for
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

if ! command -v nc >/dev/null || ! nc -h 2>&1 | grep -q OpenBSD; then
    echo "1..0 # SKIP needs nc (netcat-openbsd)"
    exit 0
fi

# wait_for COMMAND...: until it succeeds, for ten seconds at most.
wait_for() {
    for _ in $(seq 200); do
        ! "$@" 2>/dev/null >&2 || return 0
        sleep 0.05
    done
    return 1
}

# count PATTERN FILE NUMBER: at least so many lines match.
count() {
    [ "$(grep -c "$1" "$2")" -ge "$3" ]
}

# A port of the loopback that nobody listens at.
free_port() {
    port=$((20000 + RANDOM % 20000))
    while nc -z 127.0.0.1 "$port" 2>/dev/null; do
        port=$((port + 1))
    done
}

# serve: listens at the port; what is written to descriptor 3 goes to who connects, and
# when that is closed, the connection is, too.
serve() {
    rm -f pipe
    mkfifo pipe
    nc -N -l 127.0.0.1 "$port" <pipe >/dev/null 2>&1 &
    server=$!
    exec 3>pipe
}

hang_up() {
    exec 3>&-
    wait "$server" 2>/dev/null
    server=
}

# Whether the port is listened at, without taking the connection that nc waits for.
nc_listens() {
    grep -qi ":$(printf '%04x' "$port") [0-9A-F]*:0000 0A" /proc/net/tcp
}

server=
pid=
trap '[ -z "$server$pid" ] || kill $server $pid 2>/dev/null' EXIT

cat >lines.lua <<'END'
local ssc = StreamingContext("local[2]", "lines", Milliseconds(500))
ssc:socketTextStream("localhost", tonumber(arg[1])):print(100)
ssc:start()
ssc:awaitTermination()
END

# start ARGUMENTS...: a run in the background; Ctrl-C reaches it, though a script's
# background processes ignore it.
start() {
    env --default-signal=INT "$SLUICE" run lines.lua --clock wall "$@" \
        --trace live.jsonl -- "$port" </dev/null >out 2>err 3>&- &
    pid=$!
}

# finish_by_ctrl_c NAME
finish_by_ctrl_c() {
    kill -INT "$pid"
    status=0
    wait "$pid" || status=$?
    pid=
    is "$status" 130 "$1: exit 130 after Ctrl-C"
    (cd "$ROOT" && "$LUA_TEST" tests/cli/wall_output.lua "$OLDPWD/live.jsonl") >wanted
    same out wanted "$1: each line is in the batch of its time, and no line is missing"
}

# --- Refused, then connected; the other side hangs up and comes back ------------------

free_port
start --conf spark.streaming.receiverRestartDelay=200ms
ok "an empty batch is printed, too" wait_for count '^Time: ' out 2
like err '^sluice: real time, batches of 500 ms, the first at [0-9:]{8}\. Ctrl-C '\
'stops\.$' \
    "the first line says when it begins"
like err "^sluice: localhost:$port: connection refused\. sluice connects and does not \
listen; it tries again every 200 ms\.$" \
    "a refusal is said, and when the next try is"
like err "^ +To have something to connect to, in another terminal:  nc -lk $port$" \
    "and what to do"

serve
ok "it connects once somebody listens" wait_for count ': connected at' err 1
like err "^sluice: localhost:$port: connected at [0-9:]{8}\.[0-9], try [0-9]+$" \
    "and says after how many tries"
printf 'hello world\nhello\n' >&3
ok "lines come out" wait_for count '^hello$' out 1
is "$(grep -c refused err)" 1 "a refusal is said once"
printf 'no end of line' >&3
hang_up
ok "it is said that the other side has closed" wait_for count 'closed by the other '\
'side' err 1
ok "what stood behind the last end of line arrives" wait_for count '^no end of '\
'line$' out 1

serve
ok "it connects again" wait_for count ': connected at' err 2
printf 'back again\n' >&3
ok "and goes on" wait_for count '^back again$' out 1

# This line may come in time or not: trace and output have to agree in both cases.
printf 'bye now\n' >&3
finish_by_ctrl_c "the whole"
hang_up
like err '^sluice: stopped after [0-9.]+ s: [0-9]+ batches, [0-9]+ records received, '\
'[0-9]+ in batches$' \
    "the summary"
like err "^        live.jsonl is whole: $(($(wc -l <live.jsonl) - 1)) events$" \
    "how long the trace is"
states=$(grep -o '"state":"[a-z]*"' live.jsonl | grep -c refused)
ok "the trace has all refusals" test "$states" -ge 2

# --- A record that is in no batch -----------------------------------------------------

# The server hangs up behind its only line: that is how the test knows that it has come.
cp lines.lua fast.lua
sed 's/Milliseconds(500)/Seconds(60)/' fast.lua >lines.lua
free_port
echo 'bye now' | nc -N -l 127.0.0.1 "$port" >/dev/null &
server=$!
[ ! -r /proc/net/tcp ] || wait_for nc_listens
start
ok "connected at the first try" wait_for count 'connected at .*, try 1$' err 1
ok "the line has come" wait_for count 'closed by the other side' err 1
finish_by_ctrl_c "one record"
server=
like err '^sluice: stopped after .*: 0 batches, 1 record received, 0 in batches$' \
    "the summary of one record"
like err '^        1 record, "bye now", was in no batch yet and is lost, as in Spark '\
'after stop\(\); stop\(true, true\) waits for it$' \
    "the record that is lost is named"

# --- As fast as lines come ------------------------------------------------------------

cat >lines.lua <<'END'
local port, lines = tonumber(arg[1]), 50000
local ssc = StreamingContext("local[2]", "order", Milliseconds(200))
local last = 0
ssc:socketTextStream("127.0.0.1", port):foreachRDD(function(rdd)
  for _, line in ipairs(rdd:collect()) do
    last = last + 1
    assert(line == tostring(last), line .. " came as line " .. last)
  end
  if last == lines then
    print("all in order")
    ssc:stop()
  end
end)
ssc:start()
ssc:awaitTermination()
END

# flood NAME [OPTION]...: more lines than several reads take.
flood() {
    local name=$1
    shift
    free_port
    seq 50000 | nc -N -l 127.0.0.1 "$port" >/dev/null &
    server=$!
    [ ! -r /proc/net/tcp ] || wait_for nc_listens
    start --batches 100 "$@"
    wait "$pid"
    pid=
    is "$(cat out)" "all in order" "$name"
    wait "$server"
    server=
}
flood "no line of many is lost, or out of order"
flood "nor when they have to wait" --conf spark.streaming.receiver.maxRate=50000

# --- An end by itself -----------------------------------------------------------------

cp fast.lua lines.lua
free_port
start --batches 2
status=0
wait "$pid" || status=$?
pid=
is "$status" 0 "--batches 2 ends by itself"
is "$(grep -c '^Time: ' out)" 2 "after two batches"

free_port
start --until 700ms
status=0
wait "$pid" || status=$?
pid=
is "$status" 0 "--until counts from the start under the wall clock"
ok "one batch or two" eval 'count "^Time: " out 1 && ! count "^Time: " out 3'
finish
