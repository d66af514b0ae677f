#!/usr/bin/env bash
# tests/cli/view.t -- sluice view: text, files, Graphviz, and traces that are none.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

cp "$ROOT/tests/cli/words.jsonl" demo.jsonl

run "$SLUICE" view demo.jsonl timeline
is "$status" 0 "a view succeeds"
like out '^timeline of words.lua' "as text on standard output"
cp out text
"$SLUICE" view - timeline <demo.jsonl >out
same out text "a trace from standard input"
run "$SLUICE" view demo.jsonl events
is "$status" 0 "the view events succeeds"
like out '^{"event":"batch","time":1000,"records":{"0":[0-9]+}}$' "and prints events"
run "$SLUICE" view demo.jsonl stats
is "$status" 0 "the view stats succeeds"
like out '^Completed Batches \(last [0-9]+ out of [0-9]+\)$' "and has Spark's table"
run "$SLUICE" view demo.jsonl stats -o stats.svg
like stats.svg '<title' "and is a picture, too"
run "$SLUICE" view demo.jsonl stats timeline
sed -n '/^timeline of/,$p' out >last
same last text "several views of one trace"
run "$SLUICE" view demo.jsonl timeline:at=1.5s -o at.dot
like at.dot 'id="headline"' "a moment, of which a view does not know what it needs"
run "$SLUICE" view --ascii demo.jsonl timeline
unlike out '[^ -~]' "--ascii has no other character"

run "$SLUICE" view demo.jsonl timeline -o a.dot
like a.dot '^(di)?graph ' "into a .dot file"
run "$SLUICE" view demo.jsonl timeline -o a.txt
same a.txt text "into a .txt file"
for format in svg png pdf; do
    run "$SLUICE" view demo.jsonl timeline -o "a.$format"
    is "$status" 0 "into a .$format file"
    ok "which is not empty" test -s "a.$format"
done
like a.svg '<title' "an svg has a title for screen readers"

# fails NAME MESSAGE STATUS ARGUMENTS...
search=$PATH
fails() {
    name=$1 message=$2 wanted=$3
    shift 3
    run env PATH="$search" "$SLUICE" "$@"
    is "$status" "$wanted" "$name: exit $wanted"
    like err "$message" "$name: the message"
}

fails "a missing trace" '^sluice: error: .*cannot read no\.jsonl.*\[file-missing\]$' 2 \
    view no.jsonl timeline
mkdir folder
fails "a folder" 'cannot read folder.*\[file-missing\]$' 2 view folder timeline
fails "a missing program" '^sluice: error: cannot read x\.lua' 2 view x.lua timeline
fails "no view" '^sluice: error: view wants NAME, too' 2 view demo.jsonl
echo hello >text.jsonl
fails "a picture of text" 'the view events is text, no picture' 2 \
    view demo.jsonl events -o a.svg
fails "a picture of text before a run" 'the view events is text, no picture' 2 \
    run missing.lua --view events -o a.svg
fails "no trace" '^text.jsonl: error: this is no trace' 1 view text.jsonl timeline
: >empty.jsonl
fails "an empty file" '^empty.jsonl: error: this is no trace' 1 \
    view empty.jsonl timeline
echo '{"sluice":"trace","version":2}' >later.jsonl
fails "another version" 'a trace of version 2; this sluice reads version 1' 1 \
    view later.jsonl timeline
head -n 9 demo.jsonl >cut.jsonl
fails "a trace that was cut" '^cut.jsonl: error: the trace is cut off behind line 9' 1 \
    view cut.jsonl timeline
{ head -n 3 demo.jsonl && echo '{"at":3' && tail -n 2 demo.jsonl; } >broken.jsonl
fails "a broken line" '^broken.jsonl: error: the trace cannot be read: .*4' 1 \
    view broken.jsonl timeline
sed '/"kind":"block"/{s/"records"/"at"/;q}' demo.jsonl >twice.jsonl
fails "a broken line that the view does not need" \
    "twice.jsonl: error: .*line $(wc -l <twice.jsonl): a field is there twice" 1 \
    view twice.jsonl stats
{ cat demo.jsonl && grep '"kind":"block"' demo.jsonl; } >on.jsonl
fails "a trace that goes on behind its end" \
    "cut off behind line $(wc -l <on.jsonl):" 1 view on.jsonl stats
fails "a folder that is not there" 'cannot write .*\[cannot-write\]$' 1 \
    view demo.jsonl timeline -o missing/a.dot

cp "$ROOT/examples/network_word_count.lua" count.lua
feed=9999=$ROOT/examples/text/river.txt
run "$SLUICE" view count.lua timeline stats --feed "$feed" --until 2s
is "$status" 0 "a program is run for its views"
like out '^timeline of count.lua, 0 s to 2 s' "one"
like out '^Streaming statistics of count.lua' "and the other, as text"
unlike out '^Time: 1000 ms' "what it prints is not printed"
is "$(cat err)" "" "and sluice says nothing"
run "$SLUICE" view count.lua timeline -o c.txt stats -o c.svg --feed "$feed" --batches 2
is "$(cat out)" "" "two files of one run"
like c.txt '^timeline of count.lua' "each"
like c.svg '<title' "has its own"
echo 'print(arg[1]); error("no stream")' >broken.lua
fails "a program that fails" '^broken.lua:1: error: no stream' 1 \
    view broken.lua timeline -- word
is "$(cat out)" "" "it has nothing to show"
echo 'print("idle")' >idle.lua
fails "a program without a context" 'idle.lua. never starts a context' 1 \
    view idle.lua timeline
fails "two files for one view" '-o twice for one NAME' 2 \
    view demo.jsonl timeline -o a.svg -o b.svg
fails "an option of run for a trace" '--until is for a program' 2 \
    view demo.jsonl timeline --until 3s
fails "arguments for a trace" 'behind -- are for a program' 2 \
    view demo.jsonl timeline -- 3
fails "a view of no name" 'no view is called .tmeline.; did you mean timeline' 2 \
    view count.lua timeline tmeline --feed "$feed"

mkdir bin
search=$PWD/bin
fails "no Graphviz" 'Graphviz is not installed.*\[no-graphviz\]$' 1 \
    view demo.jsonl timeline -o b.svg
ok "no file is left" test ! -e b.svg
printf '#!/bin/sh\necho "a syntax error" >&2\nexit 1\n' >bin/neato
chmod +x bin/neato
search=$PWD/bin:$PATH
fails "Graphviz fails" 'could not draw this picture: a syntax error' 1 \
    view demo.jsonl timeline -o b.svg
finish
