#!/usr/bin/env bash
# tests/course/authoring.t -- the lesson that docs/authoring.md makes from nothing.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

# A block behind a line that is a file's name becomes that file; those of sh are run.
sed '1,/^## A lesson from nothing/d' "$ROOT/docs/authoring.md" >steps.md
awk '
    /^````?/ && fence == "" {
        fence = match($0, /^````/) ? "````" : "```"
        commands = $0 == "```sh"
        next
    }
    fence != "" && $0 == fence { fence = file = ""; next }
    fence == "" && /^`[^`]*`:$/ { file = substr($0, 2, length($0) - 3); next }
    fence != "" && commands { print "step", $0; next }
    fence != "" && file != "" { print "line", file, $0 }
' steps.md >script

is "$(grep -c '^step' script)" 3 "three commands"
while read -r kind rest; do
    case $kind in
    step)
        # shellcheck disable=SC2086 # a command with its words
        run "$SLUICE" ${rest#sluice }
        is "$status" 0 "$rest" || note <out
        ;;
    esac
    [ "$kind" = step ] && [ ! -e filled ] && {
        touch filled
        # The sample is written; now each file is made anew.
        awk '$1 == "line" { file = $2; sub(/^line [^ ]+ ?/, ""); print > file }' script
    }
done < <(grep '^step' script)
is "$(cat out)" "ok      7.1-again
1 lesson" "it verifies"
run "$SLUICE" check class/7.1-again/start.lua --lessons class --lesson 7.1
like out "wanted ann bob: distinct looks at one" "and says what learners need"

finish
