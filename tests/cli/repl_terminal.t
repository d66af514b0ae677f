#!/usr/bin/env bash
# tests/cli/repl_terminal.t -- the REPL in a terminal: typing, completion, history,
# Ctrl-C, lines that go on, another size.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

command -v tmux >/dev/null || {
    echo '1..0 # SKIP tmux is not installed'
    exit 0
}

export XDG_STATE_HOME=$PWD/state
socket=$PWD/tmux
terminal() {
    tmux -f /dev/null -S "$socket" "$@"
}
trap 'terminal kill-server 2>/dev/null' EXIT
# A server whose last session ends goes away while the next one asks for it.
terminal new-session -d -s keep 'sleep 600'

start() {
    terminal new-session -d -x "$1" -y 50 -s repl \
        "LC_ALL=C.UTF-8 $SLUICE repl --color never; echo left; sleep 60"
    shows "$2 s> *$" || note <<<"no prompt"
}

# shows PATTERN: waits until the screen shows it.
shows() {
    for _ in $(seq 200); do
        terminal capture-pane -p -J -t repl 2>err | grep -Eq -e "$1" && return 0
        sleep 0.05
    done
    terminal capture-pane -p -t repl | grep . | tail -n 8
    return 1
}

keys() {
    terminal send-keys -t repl "$@"
}

start 100 0.000
keys 'lines = ssc:sock' Tab '("localhost", 9999)' Enter
ok "a method is completed" shows '^lines: DStream 0, socketTextStream, slide 1 s'
keys 'words = lines:flatMap(function(line)' Enter
keys '  return split(line)' Enter 'end)' Enter
ok "lines that go on have a prompt of their own" shows '^ +\.\.\.> end\)'
ok "and are one chunk" shows '^words: DStream 1, flatMap of lines'
keys 'words:reduceByKeyA' Tab C-c
ok "a long name is completed" shows 'words:reduceByKeyAndWindow\^C'
keys 'words:reduceBy' Tab Tab
ok "several are listed with their arguments" shows '^reduceByKey\(f \[, n\]\) '
keys C-c '"a" .. "b"' Enter
ok "Ctrl-C clears the line" shows '^"ab"'
keys 'words:print()' Enter '.fe' Tab ' "to be"' Enter '.step' Enter
ok "dot commands are completed" shows '^batch 1: 1 record, 1 block'
keys Up Up Enter Up Up Enter
ok "the history comes back, whole chunks too" shows '^batch 2: 1 record, 1 block'
keys 'ssc:sparkContext():getConf():get("spark.streaming.blockInt' Tab '")' Enter
ok "settings are completed" shows 'blockInterval"\)$'
keys 'while true do end' Enter
sleep 0.3
keys C-c
shows '^2[.0-9]+ s> *$' || note <<<"no prompt"
keys '"on" .. "ward"' Enter
ok "Ctrl-C ends a line that has no end" shows '^"onward"'
keys '.run 100000000s' Enter
sleep 0.5
keys C-c
ok "Ctrl-C stops a long move where it is" shows '^stopped at [0-9,.]+ s'
terminal resize-window -t repl -x 60 -y 30
keys '.goto 1s' Enter
ok "another size is no harm" shows '^1\.000 s> *$'
keys C-d
ok "Ctrl-D leaves" shows '^left'
terminal kill-session -t repl

start 80 0.000
keys Up Up
ok "the next session remembers" shows '^0.000 s> \.run 100000000s'
ok "in a file of its own" test -s "$XDG_STATE_HOME/sluice/history"
finish
