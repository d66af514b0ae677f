#!/usr/bin/env bash
# tests/learn/terminal.t -- a lesson in a terminal: keys, a file that is saved, another
# size, Ctrl-C and Ctrl-Z.
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2317 # ok calls whole
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

command -v tmux >/dev/null || {
    echo '1..0 # SKIP tmux is not installed'
    exit 0
}

lessons=$ROOT/tests/learn/lessons
blocks=$lessons/2.1-blocks
file=sluice-lessons/2.1-blocks.lua
started=0
terminal() {
    tmux -f /dev/null -S "$socket" "$@"
}
trap 'terminal kill-server 2>/dev/null' EXIT

# start COLUMNS ROWS ARG...: a shell, in which learn is started.
start() {
    terminal kill-server 2>/dev/null
    socket=$PWD/tmux-$((++started))
    terminal new-session -d -x "$1" -y "$2" -s learn \
        "LC_ALL=C.UTF-8 PS1='shell> ' bash --norc --noprofile"
    shift 2
    shows '^shell> *$' || note <<<"no shell"
    keys "$SLUICE learn --lessons $lessons --color never $*; echo code \$?" Enter
}

# shows PATTERN: waits until the screen shows it.
shows() {
    for _ in $(seq 200); do
        terminal capture-pane -p -t learn 2>err | grep -Eq -e "$1" && return 0
        sleep 0.05
    done
    terminal capture-pane -p -t learn
    return 1
}

# whole ROWS: the screen has its head, its rules and its keys in their places.
whole() {
    terminal capture-pane -p -t learn >captured
    awk -v rows="$1" '
        NR == 1 && /lesson 3 of 3$/ { found++ }
        (NR == 2 || NR == rows - 1) && /^(─)+$/ { found++ }
        NR == rows && /q quit|all keys/ { found++ }
        END { exit found != 4 }
    ' captured || {
        cat captured
        return 1
    }
}

keys() {
    terminal send-keys -t learn "$@"
}

# save TEXT: as many editors do it, by renaming a new file.
save() {
    cp "$1" new.lua
    mv new.lua $file
}

# --- 80x24, from the first start to the end of a lesson -------------------------------

start 80 24 goto 2.1
ok "the first start says where the files are" shows 'Your files go into ./sluice-less'
keys Enter
ok "the question has its choices on the screen" shows '^a 1   b 2   c 5   d 20$'
ok "the screen is whole" whole 24
keys x Up F5 PageUp Enter b
ok "keys that do nothing do nothing; a letter is the answer" shows '^You said b: 2\.$'
ok "with the picture" shows '^partitions  p0  p1  p2  p3  p0'
ok "a page that is longer than the screen says so" shows '^Space more '
ok "and is whole" whole 24
keys Space
ok "the next page" shows 'block interval    200 ms    how many'
ok "begins with what leads to it" shows "^Two intervals do different things:$"
keys Up
ok "and back" shows '^You said b: 2\.$'
keys Space
shows '^Enter the task'
keys Enter
ok "the task" shows '^Do: Make it ten partitions'
ok "the keys of a lesson are one line" shows '^h hint  p picture .* q quit  watching$'
save "$blocks/wrong/repartition.lua"
ok "a file that is saved is checked" shows 'dealt their records out$'
ok "and it is said when" shows '^[0-9:]{8}  2\.1-blocks\.lua +1 of 4 points$'
keys h
ok "a hint stands below" shows '^hint 1 of 3: Count the blocks under the bar of'
keys p
ok "both pictures fit on a screen" shows '^Expected:$'
ok "which is whole" whole 24
keys Enter
terminal resize-window -t learn -x 60 -y 16
ok "another size" shows '^h hint  p picture  n next  s solution  q quit  \? all keys$'
ok "is drawn anew" whole 16
keys c
ok "the news is seen, if nothing else" shows 'first make "ten blocks" pass'
terminal resize-window -t learn -x 50 -y 12
ok "a small terminal has lines" shows '^> *$'
keys t
shows '^> t'
ok "and pages" shows '^checked at once\.$|at once\.$'
terminal resize-window -t learn -x 80 -y 24
ok "and a screen when it has grown" shows '^Enter back  q quit  . all keys$'
cat "$blocks/solution.lua" >$file
ok "a file that is written over is checked, too" shows '^Done\. A block every 100 ms'
ok "the screen is whole" whole 24
keys e
ok "the explanation" shows '^1\. An interval without a record makes no block\.'
keys g 2 . 9 BSpace 1
ok "a line is typed below" shows '^go to lesson: 2\.1_'
keys Escape l
ok "and given up; the list" shows '^2 From socket to partition  ● 2\.1 blocks'
keys q
ok "q leaves" shows '^code 0$'
ok "and the shell has its screen again" shows '^2\.1 blocks: 4 of 4 points\. Go on with'
ok "what was done is kept" grep -q '2.1-blocks: said b, 1 hint, 4 of 4 points, done' \
    sluice-lessons/progress.txt

# --- Ctrl-Z and Ctrl-C ----------------------------------------------------------------

start 80 24 goto 2.1
shows '4 of 4 points$' || note <<<"no lesson"
keys C-z
ok "Ctrl-Z stops it" shows 'Stopped'
keys 'echo a"b"c' Enter
ok "in a terminal that shows what is typed" shows '^abc$'
keys 'fg; echo code $?' Enter
ok "fg goes on with the whole screen" shows '^p picture  t task .* q quit$'
ok "as it was" whole 24
keys C-c
ok "Ctrl-C leaves" shows '^code 130$'
ok "the shell has its screen again" shows '^abc$'
keys 'stty -a | tr " " "\n" | grep -Ex -e "-?(icanon|echo|isig|ixon)" | sort | xargs' \
    Enter
ok "and the terminal is as it was" shows '^echo icanon isig ixon$'

echo 'while true do end' >$file
start 80 24 goto 2.1
ok "a program without an end" shows '^checking 2\.1-blocks\.lua'
keys C-c
ok "Ctrl-C ends it, too" shows '^code 130$'
ok "and gives the screen back" shows '^shell> .*learn'
cp "$blocks/solution.lua" $file

: >occupied
start 80 24 goto 2.1 --folder occupied
keys Enter
ok "an error is said on the screen of the shell" shows 'error: .*occupied'

# --- Without drawing ------------------------------------------------------------------

start 80 24 goto 1.1 --plain --folder plain
shows '^> *$'
keys Enter
shows '^a-b your answer'
keys a
ok "--plain takes keys at once" shows '^You said a: a and b\. So it is\.$'
ok "shows a table" shows '^batch  records  blocks   waited     took$'
keys q
ok "and leaves" shows '^code 0$'
finish
