#!/usr/bin/env bash
# tests/cli/own_views.t -- --load: a view of one's own, and files that hold none.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

"$SLUICE" run "$ROOT/examples/network_word_count.lua" --until 4s --trace demo.jsonl \
    --feed "9999=$ROOT/examples/text/river.txt:rate=10/s" >/dev/null
spread=$ROOT/examples/views/spread.lua

run "$SLUICE" view demo.jsonl --load "$spread" spread
is "$status" 0 "a view of one's own"
like out '^batch   1    2    2    2    2$' "as text"
run "$SLUICE" view demo.jsonl --load "$spread" spread:batches=2..3 timeline
is "$(grep -c '^batch  ' out)" 2 "with options, beside another"
run "$SLUICE" view demo.jsonl --load "$spread" spread -o a.svg player -o a.html
like a.svg '<title id="spread-title">Records in each partition<' "as a picture"
like a.html 'id="tab-spread"' "and in the player"
run "$SLUICE" view demo.jsonl --load "$spread" spread --strip 2s,4s -o strip.dot
is "$status" 0 "at several moments"

echo 'StreamingContext("local[2]", "x", Seconds(1))' >idle.lua
run "$SLUICE" run idle.lua --load "$spread" --view spred
like err 'no view is called .spred.; did you mean spread' "run knows it, too"

# refused MESSAGE STATUS TEXT: mine.lua with this text is refused with this message.
refused() {
    echo "$3" >mine.lua
    run "$SLUICE" view demo.jsonl --load mine.lua mine
    is "$status" "$2" "$1: exit $2"
    is "$(head -n 1 err)" "$1" "$1"
}

view='about = "mine", model = function(trace) return trace end'
refused 'sluice: error: mine.lua returns no table [usage]' 2 'return 1'
refused "mine.lua:1: error: unexpected symbol near '=' [syntax]" 2 'x = = 1'
refused 'mine.lua:2: error: not today [program-failed]' 1 '
error("not today")'
refused 'sluice: error: mine.lua returns no function model(trace, options), or no '\
'text(model, options) [usage]' 2 "return {$view}"
refused 'sluice: error: mine.lua does not say what the view is about [usage]' 2 \
    'return {model = print, text = print}'
# shellcheck disable=SC2016 # backquotes are part of the message
refused 'sluice: error: mine.lua names an option that no view has: `color` [usage]' 2 \
    "return {$view, text = print, options = {\"color\"}}"
refused "mine.lua:3: error: attempt to call a nil value (method 'nothing') "\
'[program-failed]' 1 "return {$view,
text = function(trace)
  local text = trace:nothing()
  return text
end}"
refused 'mine.lua: error: a drawing of this view is no text, but nil '\
'[program-failed]' 1 "return {$view, text = function() end}"

refused 'sluice: error: mine.lua has kinds that are no text [usage]' 2 \
    "return {$view, text = print, kinds = {}}"
# shellcheck disable=SC2016 # backquotes are part of the message
refused 'mine.lua:3: error: trace:jobs() needs lines of the kind job-started, which '\
'`kinds` of this view leaves out [program-failed]' 1 "return {$view, kinds = 'batch',
text = function(trace)
  return #trace:jobs()
end}"

printf '%s\n' 'ssc:socketTextStream("localhost", 9999):print()' '.feed "a"' .step \
    '.spread batches=1..1' '.help spread' | "$SLUICE" repl --load "$spread" >out 2>err
like out '^batch   1    1' "the REPL has a command for it"
like out '^\.spread \[OPTIONS\]' "with a page of help"
cp "$spread" step.lua
run "$SLUICE" repl --load step.lua
is "$(head -n 1 err)" 'sluice: error: a dot command is called .step already [usage]' \
    "unless the name is taken"

cp mine.lua timeline.lua
run "$SLUICE" view demo.jsonl --load timeline.lua timeline
is "$(head -n 1 err)" 'sluice: error: there is a view timeline already [usage]' \
    "none takes the place of another"
run "$SLUICE" view demo.jsonl --load none.lua none
is "$(head -n 1 err)" \
    'sluice: error: cannot read none.lua: No such file or directory [file-missing]' \
    "a missing file"
finish
