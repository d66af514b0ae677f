#!/usr/bin/env bash
# tests/cli/gallery.t -- docs/pictures holds what the commands of docs/gallery.md draw.
# SPDX-License-Identifier: MIT
# After a change that is meant, `make pictures` draws them again.
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

export LC_ALL=C # for the order of files
gallery=$ROOT/docs/gallery.md pictures=$ROOT/docs/pictures

run "$ROOT/tools/gallery.sh" sums drawn
is "$status" 0 "every command of the gallery draws"
is "$(cat err)" "" "without a word"
same drawn/sums "$pictures/sums" "the pictures are of today (make pictures draws them)"

# shown: the files that the gallery shows; drawn: those that its commands write.
grep -o '(pictures/[^)]*)' "$gallery" | sed 's|.*/\(.*\))|\1|' | sort >shown
{ cut -d ' ' -f 1 drawn/sums; echo player.png; } | sort >commanded
same shown commanded "what is drawn is shown"
while read -r picture; do
    size=$(wc -c <"$pictures/$picture")
    ok "$picture is there, and small" test "$size" -gt 0 -a "$size" -lt 150000
done <commanded

# A view without a picture here would not be known to exist.
"$SLUICE" help views | sed -n 's/^  \([a-z]*\) .*/\1/p' >names
while read -r view; do
    like "$gallery" "^## $view\$" "the gallery shows the view $view"
done <names
finish
