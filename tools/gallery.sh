#!/usr/bin/env bash
# tools/gallery.sh -- draws the pictures of docs/gallery.md by the commands that stand
# there, for `make pictures` and for the test that they are not out of date.
# SPDX-License-Identifier: MIT
#
#   tools/gallery.sh draw FOLDER    all of them into FOLDER, and their sums
#   tools/gallery.sh sums FOLDER    only the sums
#
# FOLDER/sums has a checksum of the DOT of each picture, because the SVG of one DOT is
# another with each version of Graphviz. SLUICE is the program, if it is not ./sluice.
set -euo pipefail
export LC_ALL=C # for the order of files

root=$(cd "$(dirname "$0")/.." && pwd)
what=$1
program=$(realpath "${SLUICE:-$root/sluice}")
mkdir -p "$2"
cd "$2"
ln -sfn "$root/examples" examples
ln -sfn "$program" sluice

# The commands of the document, a line each.
commands() {
    awk '
        /^```/ { inside = !inside; next }
        inside && /^\.\/sluice / { taken = 1 }
        inside && taken { line = line $0; taken = sub(/ *\\$/, "", line) }
        line != "" && !taken { print line; line = "" }
    ' "$root/docs/gallery.md"
}

# Each is run as it stands there, and finds no checkpoint of one before: eval takes its
# quotes away. A diff of runs that differ ends with 1.
run() {
    while IFS= read -r command; do
        rm -rf checkpoint
        case $command in
            './sluice diff '*) eval "$command" </dev/null || [ $? -eq 1 ] ;;
            *) eval "$command" </dev/null ;;
        esac
    done
}

# The player is no DOT.
sums() {
    commands | grep -v ' player ' | sed 's/\.svg/.dot/g' | run
    for picture in *.dot; do
        printf '%s %s\n' "${picture%.dot}.svg" "$(cksum <"$picture")"
    done >sums
}

# The page at the moment when batch 4 runs, as wide as a small laptop.
screenshot() {
    for browser in chromium chromium-browser google-chrome; do
        command -v $browser >/dev/null || continue
        $browser --headless --no-sandbox --disable-gpu --hide-scrollbars \
            --force-prefers-reduced-motion --virtual-time-budget=3000 \
            --window-size=1366,768 --screenshot=player.png \
            "file://$PWD/player.html#t=4.060&batch=4" >/dev/null 2>&1
        return
    done
    echo 'player.png is not drawn: there is no Chromium' >&2
}

if [ "$what" = draw ]; then
    commands | run
    screenshot
fi
sums
