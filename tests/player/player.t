#!/usr/bin/env bash
# tests/player/player.t -- the player in headless Chromium, through its own controls.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

skip() {
    echo "1..0 # SKIP $1"
    exit 0
}

command -v python3 >/dev/null || skip "there is no python3 to drive a browser"
command -v neato >/dev/null || skip "there is no Graphviz"
PYTHONPATH=$ROOT/tests/lib PYTHONDONTWRITEBYTECODE=1
export PYTHONPATH PYTHONDONTWRITEBYTECODE
python3 -c 'import browser, sys; sys.exit(not browser.program())' ||
    skip "there is no Chromium (./bootstrap packages browser)"

feed=9999=$ROOT/examples/text/river.txt:rate=16/s:process=poisson
run "$SLUICE" run "$ROOT/tests/player/late.lua" --feed "$feed" --until 8s \
    --conf sluice.cost.task=60ms --view player -o run.html
run "$SLUICE" run "$ROOT/examples/network_word_count.lua" --provenance --until 6s \
    --feed "9999=$ROOT/examples/text/river.txt" --view player -o followed.html
exec python3 "$ROOT/tests/player/play.py" "$PWD/run.html" "$PWD/followed.html"
