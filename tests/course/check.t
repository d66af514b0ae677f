#!/usr/bin/env bash
# tests/course/check.t -- sluice check: what is graded, what is said, and which code.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

for id in 7.1-words 7.2-more; do
    "$SLUICE" learn new "$id" --lessons class >/dev/null
done
mkdir work
cp class/7.1-words/solution.lua work/7.1-words.lua
cp class/7.2-more/start.lua work/7.2-more.lua
check() { run "$SLUICE" check --lessons class "$@"; }

check work/7.1-words.lua
is "$status" 0 "all checks hold: exit 0"
is "$(sed 's/  */ /g' out)" "7.1 words work/7.1-words.lua 2 of 2 points
 ok long words, hidden (1 other world)" "and what is said"
is "$(cat err)" "" "nothing on standard error"
check work/7.2-more.lua
is "$status" 1 "one fails: exit 1"
is "$(sed 's/  */ /g' out)" "7.2 more work/7.2-more.lua 0 of 2 points
 not ok long words
 batch 1 (1000 ms) prints a to, wanted river: a word of three letters
 is long, too
 skip hidden: first make \"long words\" pass" "what came, and what was wanted"

cp class/7.1-words/solution.lua any.lua
check any.lua
is "$status" 2 "a file that is not called like a lesson is wrong usage"
like err '.any.lua. is not called like a lesson' "which is said"
like err 'try:  sluice check any.lua --lesson 2.1' "and what helps"
check any.lua --lesson words
is "$status" 0 "--lesson says which it is, by its name"
check any.lua --lesson 7.2
is "$status" 0 "or by its id"
check any.lua --lesson wrods
like err "try:  7.1 words\?" "a name that is near is told"

check work
is "$status" 1 "a folder: not all are done"
like out "^2 of 4 points, 1 of 2 lessons done" "the sum of all"
check class/7.1-words
is "$status" 2 "a folder without such files"
like err "holds no file that is called like a lesson" "which is said"
mkdir one
cp work/7.1-words.lua one/
check one --expect 7.1,7.2
is "$status" 1 "a file that is expected and not there"
like out "there is no file 7.2-more.lua" "is told as one that fails"
like out "^2 of 4 points, 1 of 2 lessons done" "without points"
mkdir more
cp class/7.1-words/solution.lua more/7.1-words.lua
cp class/7.1-words/solution.lua more/7.2-more.lua
check more --expect 7.1
is "$(grep -c '^7\.' out) $(grep -c '2 of 2 points' out)" "1 1" \
    "what was not expected brings no points"
check one --expect 7.3
is "$status" 2 "a lesson that is expected and unknown is wrong usage"
check nothing.lua
is "$status" 2 "a file that is not there"
like err "cannot read .nothing.lua.: there is no such file \[file-missing\]" "is named"

ln -s "$PWD/work/7.1-words.lua" one/7.2-more.lua
check one
like out "this is a link to another file; hand in the file itself" "a link is refused"
mkdir -p odd/7.1-words.lua
mkfifo odd/7.2-more.lua
check odd
like out "this is a folder, not a program" "a folder is no program"
like out "this is a pipe or a device, not a program" "and a pipe is not waited for"
rm one/7.2-more.lua
head -c 1100000 /dev/zero >one/7.2-more.lua
check one
like out "the file has 1,100,000 bytes, a program has at most 1,048,576" \
    "and what is too large"

check work/7.2-more.lua --pictures pics --format tap
ok "both pictures" test -s pics/7.2-more.yours.svg -a -s pics/7.2-more.expected.svg
like out 'pictures: \{yours: "7.2-more.yours.svg", expected: "7.2-more.expected' \
    "are named in TAP"
rm -r pics
check work --pictures pics
is "$(cd pics && echo *)" "7.2-more.expected.svg 7.2-more.yours.svg" \
    "they are written beside a text, too, for what is not done"
check work -o result.txt
is "$status" 1 "into a file"
is "$(cat out)" "" "and nowhere else"
like result.txt "^2 of 4 points" "whole"
check work -o no/such/folder/result.txt
is "$status" 2 "a file that cannot be written"

# An error of the program, in the lesson's words if it has some.
printf 'local x = nil\nx.y = 1\n' >bad.lua
check bad.lua --lesson 7.1
like out "line 2: attempt to index a nil value" "an error names its line"
like out 'skip    long words, hidden: first make "runs" pass' "all checks wait for it"
# Who comes from another language reads how Lua says it.
habit() {
    printf '%s\n' "$1" >habit.lua
    check habit.lua --lesson 7.1
    tr -s ' \n' ' ' <out >joined
    like joined "$2" "$1"
}
habit 'if a != b then end' '; not equal is .~=., and not is .not. skip'
habit 'f(w => w.length)' '; a function is .function.x. return ... end. skip'
habit 'f(function(w) w >= 3 end)' '; a function is .function.x. return ... end. skip'
habit 'local n = 0 n += 1' '; a value is given back with .return.; there is no'
habit 'if x { print(x) }' "a block is .then ... end., without braces skip"
habit 'print(Seconds(1) + ": ")' '; texts are joined with'
habit 'StreamingContext("local[2]", "x", Seconds(1)):socketTextStrem("h", 1)' \
    'no method .socketTextStrem.; try: socketTextStream skip'
habit 'print("a" + "b")' '; texts are joined with'
habit 'f(function(w) return 1' '; each .function., .if. and .for. needs its .end. skip'
echo 'reply("attempt to index", "x is nothing yet")' >>class/7.1-words/checks.lua
check bad.lua --lesson 7.1
like out "; x is nothing yet" "a reply of the lesson stands behind it"
printf 'print("hi")\n' >bad.lua
check bad.lua --lesson 7.1
like out "no context is started, so there is nothing to look at" "no context"
printf 'local local' >bad.lua
check bad.lua --lesson 7.1
like out "<name> expected" "no Lua"

check work --workers 3
is "$status" 2 "an option of run is none of check"
"$SLUICE" check --lessons class work >first
"$SLUICE" check --lessons class work >second
same second first "the same again"
is "$(find . -name 'sluice-*' | wc -l)" 0 "nothing is left behind"

finish
