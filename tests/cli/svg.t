#!/usr/bin/env bash
# tests/cli/svg.t -- pictures of every kind are well-formed, with ids that stand once
# and a title; strips and films as well. Graphviz takes all that is given to it.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

feed=9999=$ROOT/examples/text/river.txt:rate=16/s:process=poisson
"$SLUICE" run "$ROOT/tests/player/late.lua" --feed "$feed" --until 6s \
    --conf sluice.cost.task=60ms --provenance --trace late.jsonl >/dev/null
"$SLUICE" run "$ROOT/examples/running_total.lua" --trace total.jsonl >/dev/null

# drawn NAME FILE OPTIONS...: a view that becomes a file without a word of complaint.
drawn() {
    view=$1 file=$2 trace=late.jsonl
    shift 2
    case $view in state*) trace=total.jsonl ;; esac
    run "$SLUICE" view "$trace" "$view" -o "$file" "$@"
    is "$status" 0 "$view into $file"
    is "$(cat err)" "" "Graphviz has nothing to say"
    case $file in
    *.svg) ok "it is well-formed" "$LUA_TEST" "$ROOT/tests/lib/xml.lua" "$file" ;;
    esac
}

views=$("$SLUICE" help views | sed -n 's/^  \([a-z]*\) .*/\1/p')
for name in $views; do
    spec=$name
    case $name in
    events | player) continue ;;
    why) spec=why:key=0 ;;
    esac
    drawn "$spec" "$name.svg"
    drawn "$spec" "$name-strip.svg" --strip 4
    drawn "$spec" "$name.anim.svg"
    drawn "$spec:at=3.2s:theme=dark" "$name-at.svg"
done

drawn timeline strip.pdf --strip 1s,2.5s,4s
like timeline-strip.svg 'id="frame-1-headline"' "frames have ids of their own"
like timeline-strip.svg '>3.4 s: batch 3 runs output 1 of 2' "and say what goes on"
unlike timeline-at.svg 'id="batch-4"' "a moment knows nothing of later"
like timeline-at.svg 'id="batch-3"' "but what was"
like timeline.anim.svg 'prefers-reduced-motion' "a film respects who wants no motion"
unlike timeline.anim.svg '<script' "and has no script"
like timeline.anim.svg '>batch 2 runs output 2 of 2' "it says what goes on"

# fails MESSAGE ARGUMENTS...
fails() {
    message=$1
    shift
    run "$SLUICE" view late.jsonl "$@"
    is "$status" 2 "$*: exit 2"
    like err "$message" "$*: the message"
}
fails '--strip is for pictures' timeline --strip 6
fails '--strip is for pictures' timeline --strip 6 -o a.anim.svg
fails '--strip wants a whole number from 1 to 24, got 99' timeline --strip 99 -o a.svg
fails 'the picture goes from 0 s to 6.* s; 9 s is not in it' timeline --strip 1s,9s \
    -o a.svg
fails 'at wants a time, got "soon"' timeline:at=soon -o a.svg
finish
