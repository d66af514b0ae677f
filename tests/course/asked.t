#!/usr/bin/env bash
# tests/course/asked.t -- questions and myths in a terminal: a key answers at once, what
# is longer than the screen waits, and the shell finds its terminal as it was.
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2317 # ok calls shows
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

command -v tmux >/dev/null || {
    echo '1..0 # SKIP tmux is not installed'
    exit 0
}

socket=$PWD/tmux
terminal() {
    tmux -f /dev/null -S "$socket" "$@"
}
trap 'terminal kill-server 2>/dev/null' EXIT

# shows PATTERN: waits until the screen shows it.
shows() {
    for _ in $(seq 200); do
        terminal capture-pane -p -t asked 2>err | grep -Eq -e "$1" && return 0
        sleep 0.05
    done
    terminal capture-pane -p -t asked
    return 1
}

keys() {
    terminal send-keys -t asked "$@"
}

terminal new-session -d -x 80 -y 24 -s asked \
    "LC_ALL=C.UTF-8 PS1='shell> ' bash --norc --noprofile"
shows '^shell> *$' || note <<<"no shell"

keys "$SLUICE learn quiz 1 8 --ask --seed 3; echo code \$?" Enter
ok "a question" shows '^a-d your answer .* > *$'
keys z b
ok "a key that is no choice does nothing, a letter answers" shows 'You said b\) 375 ms'
keys p
ok "the picture" shows '^timeline of quiz\.lua'
keys Space
ok "the next one" shows '^8\. A program has 2 socket streams'
keys q
ok "q leaves" shows '^code 0$'

keys "clear; $SLUICE learn myths 3; echo code \$?" Enter
ok "a myth" shows '^y yes  n no .* > *$'
keys y
ok "what is longer than the screen waits" shows '^Space more  q quit > *$'
keys Space
ok "and goes on" shows '^Enter what is so .* > *$'
keys Enter
ok "what is so" shows '^What is so: records are counted once'
keys C-c
ok "Ctrl-C leaves" shows '^code 130$'
keys "clear; $SLUICE learn myths 3; echo code \$?" Enter
ok "again" shows '^y yes  n no .* > *$'
keys y
ok "a long text" shows '^Space more  q quit > *$'
keys q
ok "q leaves in the middle of it" shows '^code 0$'
keys "echo typ" "ed" Enter
ok "and the shell shows what is typed" shows '^typed$'

finish
