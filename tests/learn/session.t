#!/usr/bin/env bash
# tests/learn/session.t -- `sluice learn` without a terminal: lines are keys, and a
# session is a text.
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2154 # run sets $status
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

lessons=$ROOT/tests/learn/lessons
blocks=$lessons/2.1-blocks

# learn KEYS [ARG...]: keys with blanks between them; + is Enter.
learn() {
    tr ' ' '\n' <<<"$1" | sed 's/^+$//' >keys
    shift
    status=0
    "$SLUICE" learn "$@" --lessons "$lessons" <keys >out 2>err || status=$?
}

learn '+ b + h p + c l + t ? + r r q' goto 2.1
is "$status $(cat err)" "0 " "a session ends well"
same out "$ROOT/tests/learn/session.txt" "and is this text"
ok "the program is there" cmp sluice-lessons/2.1-blocks.lua "$blocks/start.lua"
ok "and its world" cmp sluice-lessons/2.1-blocks.world "$blocks/world.txt"
is "$(sed 1d sluice-lessons/progress.txt)" \
    "2.1-blocks: said b, 1 hint, 1 of 4 points
here: 2.1-blocks" "what was done is kept"

cp "$blocks/wrong/repartition.lua" sluice-lessons/2.1-blocks.lua
learn 'q q'
like out "^2.1 blocks .*lesson 3 of 3$" "it goes on where the learner stopped"
unlike out 'Goal:' "without a question that was answered"
like out 'dealt their records out$' "a program that was changed is checked"

learn 'e s h h h s e q'
like out '^The explanation opens when all checks hold, or' "no explanation yet"
like out 'the third hint; you have taken$' "nor a solution"
like out '^hint 3 of 3: .*s: the solution$' "the third hint opens it"
like out '^One program that passes:$' "the solution"
like out '^moved\.$' "and the explanation"
learn 'h q'
is "$(grep -c '^hint' out)" 3 "all hints again"

cp "$blocks/solution.lua" sluice-lessons/2.1-blocks.lua
learn 'e f f + q'
like out 'hidden \(1 other world\)$' "all checks hold"
like out '^Done\. A block every 100 ms is ten blocks' "why it is so"
like out '^A note says: "every block' "what a note says of it"
like out '^n: 1\.1 cut, Cutting time .*e: the whole explanation$' "what comes next"
like out '^block interval  how many partitions it has$' "the whole explanation"
like out '^One step further:$' "one more question"
like out '^Two\. An empty block is not made\.$' "and its answer"
like sluice-lessons/progress.txt '3 hints, 4 of 4 points, done [0-9-]+ [0-9:]+$' \
    "that is kept"

learn 'n + a g 2.1 g 2.9 g blokcs q'
like out '^You said a: a and b\. So it is\.$' "the next lesson, and a right answer"
like out '^2\.1 blocks ' "another one by its number"
like out '^no lesson is called "2\.9"; l: the list$' "one that there is not"
like out '^no lesson is called "blokcs"; 2\.1 blocks\?$' "or nearly"

learn 'r r b q' goto 2.1
like out '2\.1-blocks\.lua is as it was handed out; what you had is in' "a reset"
ok "it is as handed out" cmp sluice-lessons/2.1-blocks.lua "$blocks/start.lua"
ok "and what was there is kept" cmp sluice-lessons/2.1-blocks.lua.old \
    "$blocks/solution.lua"
learn 'r t r q' goto 2.1
is "$(grep -c '^r again' out)" 2 "another key means no"

learn 'c' goto 2.1
is "$status" 0 "the end of the input ends a session"
learn 'hello q' goto 2.1
like out '^hello does nothing here\. \?: all keys$' "a word that is no key"
rm sluice-lessons/2.1-blocks.lua
learn 'q'
ok "a program that is gone is handed out again" test -s sluice-lessons/2.1-blocks.lua


# closed ARG...: the exit code of learn when keys come without end, and only one line of
# it is read.
closed() {
    { timeout 20 "$SLUICE" learn "$@" < <(yes b); echo $? >code; } 2>err |
        head -n 1 >out
    cat code
}
is "$(closed goto 2.1 --lessons "$lessons")" 141 "a closed pipe ends a session"
is "$(closed myths 8)" 141 "and a vote"

rm sluice-lessons/2.1-blocks.lua
mkfifo sluice-lessons/2.1-blocks.lua
learn 'c q'
is "$status" 0 "a pipe in place of a program is not waited for"
like out '2\.1-blocks\.lua is a pipe or a device, not a program' "and is told"
rm sluice-lessons/2.1-blocks.lua
echo 'not Lua at all (' >sluice-lessons/2.1-blocks.lua
learn 'p q'
like out '^  not ok  runs$' "a program that is none"
like out '^  skip    batch interval kept, .*: first make "runs"$' \
    "makes all others wait"
like out '^There is no picture: no context was started' "and has no picture"
cp "$lessons/1.1-cut/solution.lua" sluice-lessons/2.1-blocks.lua
learn 'q'
like out 'not ok  batch interval kept' "the solution of another lesson"

# --- How it looks ---------------------------------------------------------------------

learn 'b + q' goto 2.1 --folder ascii --ascii
ok "--ascii: nothing else" test -z "$(LC_ALL=C grep -n '[^ -~]' out)"
learn '+ b + q' goto 2.1 --folder plain --plain
like out '^Picture: Four records a block, five blocks a batch\.$' "--plain: a sentence"
like out '^batch  records  blocks' "and a table"
unlike out '─|┼' "and no lines"
learn '+ q' goto 2.1 --folder colour --color always
like out $'^\e\[1m2\\.1 blocks' "colour"
learn 'p q' goto 1.2
like out '^p does nothing here' "there is no picture before the answer"
export DISPLAY='' WAYLAND_DISPLAY='' TMPDIR=$PWD
learn '+ a v + o c o p q' goto 1.2 --folder pictures
like out '^Written: .*1\.2-rdds\.yours\.svg and' "pictures as files"
like out '^Your program was not checked yet' "no output yet"
like out '^  Time: 1000 ms$' "what was printed"
like out '← "b" at 0\.7 s$' "a picture of a run that follows its records"
mkdir bin
cat >bin/xdg-open <<'END'
#!/bin/sh
echo "$1" >>opened
END
chmod +x bin/xdg-open
DISPLAY=:7 PATH=$PWD/bin:$PATH learn 'v q' goto 1.2 --folder pictures
like out '^Opened: ' "and opened, where there is a display"
for _ in $(seq 100); do
    [ "$(grep -c . opened 2>err)" = 2 ] && break
    sleep 0.05
done
like opened '^/.*/1\.2-rdds\.(yours|expected)\.svg$' "by xdg-open"
finish
