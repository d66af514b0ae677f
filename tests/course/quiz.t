#!/usr/bin/env bash
# tests/course/quiz.t -- sluice learn quiz: questions that are whole and right, as a
# sheet in each format, and one after the other.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

for seed in 1 2 3; do
    run "$SLUICE" learn quiz --seed $seed -o "$seed.xml"
    is "$status" 0 "a sheet of seed $seed" || note <err
done
run "$SLUICE" learn quiz --seed 1 -o 1.gift
if command -v python3 >/dev/null; then
    python3 -B "$ROOT/tests/course/quiz.py" 1.xml 2.xml 3.xml 1.gift >rules
    while read -r line; do
        case $line in
        "ok "*) ok "${line#*- }" true ;;
        "not ok "*) ok "${line#*- }" false ;;
        "#"*) echo "$line" >&2 ;;
        esac
    done <rules
    is "$(tail -1 rules)" "1..4" "all sheets were read"
else
    ok "the questions # SKIP there is no python3" true
fi
run "$SLUICE" learn quiz --seed 1 -o again.xml
same again.xml 1.xml "the same seed gives the same sheet"
ok "another seed another one" test -n "$(cmp 1.xml 2.xml)"

run "$SLUICE" learn quiz 1 8 --seed 3
is "$status" 0 "two questions as text"
is "$(grep -cE '^(1|8)\. ' out)" 4 "both, and both in the key"
like out $'^\fKey: 2 questions, seed 3' "which has a page of its own"
like out '^1\. c\) 500 ms\. Its block is cut at 400 ms' "the right choice, and why"
like out '^   not a\) 0 ms: a batch is named after its end' "what a wrong one forgets"
run "$SLUICE" learn quiz 1 8 --seed 3 -o sheet.txt
is "$status$(cat out)" 0 "a file"
run "$SLUICE" learn quiz 22 --format md
like out '^- [a-d]\) in: ' "Markdown has the choices as a list"
like out '^```lua$' "and the program"
is "$(grep -c '^# Key' out)" 1 "and the key behind them"

run "$SLUICE" learn quiz 1 22 -o sheet.html
is "$status" 0 "a page of HTML" || note <err
like sheet.html '<html lang="en">' "it says its language"
is "$(grep -c '<img alt="..*" src="data:image/svg+xml;base64,' sheet.html)" 2 \
    "with a picture of each run, and a sentence to it"
unlike sheet.html '(src|href)="http' "it needs nothing else"
like sheet.html '^#key \{ break-before: page; \}' "the key begins a page"

if command -v rsvg-convert >/dev/null; then
    run "$SLUICE" learn quiz 1 22 -o sheet.pdf
    is "$status" 0 "a PDF" || note <err
    is "$(head -c 5 sheet.pdf)" "%PDF-" "is one"
    run "$SLUICE" learn quiz 1 22 -o other.pdf
    same other.pdf sheet.pdf "and is the same each time"
else
    ok "a PDF # SKIP there is no rsvg-convert" true
fi
mkdir bin
ln -s "$(command -v neato)" "$(command -v env)" bin/
status=0
PATH=$PWD/bin "$SLUICE" learn quiz 1 -o none.pdf 2>err || status=$?
is "$status" 1 "without rsvg-convert"
like err 'librsvg is not installed: there is no program rsvg-convert.*\[no-librsvg\]$' \
    "is said what is missing"
ok "and no file is left" test ! -e none.pdf

# refused NAME MESSAGE ARGUMENT...
refused() {
    local name=$1 message=$2
    shift 2
    run "$SLUICE" learn quiz "$@"
    is "$status" 2 "$name: exit code"
    like err "$message" "$name"
}
refused "a question that is not there" 'has questions 1 to 30, got "31"' 31
refused "no number" 'has questions 1 to 30, got "one"' one
refused "an ending of no format" 'the ending of "a.doc" says no format' -o a.doc
refused "two formats" '"a.md" is no file for --format gift' -o a.md --format gift
refused "a sheet that asks" '--ask writes no sheet' --ask -o a.md

printf 'z\nb\np\n\nc\n\n' | "$SLUICE" learn quiz 1 8 --ask --seed 3 >out
is $? 0 "one question after the other"
is "$(grep -c '^a-d your answer' out)" 3 "what is no choice is asked for again"
like out '^c\) 500 ms\. You said b\) 375 ms: a record has no batch of its own' \
    "a wrong answer is told what it forgets"
like out '^timeline of quiz.lua' "the picture comes if it is wanted"
printf 'b\n' | "$SLUICE" learn quiz 8 --ask --seed 3 >out
like out '^b\) 1, as you said\. 2 of 3 cores are held' "a right one why it is right"
printf '\nq\n' | "$SLUICE" learn quiz 1 8 --ask >out
is "$(grep -c ' your answer ' out)" 1 "who leaves is asked no more"

finish
