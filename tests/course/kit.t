#!/usr/bin/env bash
# tests/course/kit.t -- sluice check --kit: what is to be uploaded is whole, builds, and
# grades.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

"$SLUICE" learn new 7.1-words --lessons class >/dev/null
kit() { run "$SLUICE" check --sources "$ROOT" --lessons class "$@"; }
unpack() { python3 -m zipfile -e "$1" "$2"; }

kit --kit gradescope
is "$status" 2 "a kit without lessons is wrong usage"
like err "a kit is for some lessons" "which is said"
run "$SLUICE" check --kit gradescope --lessons class --expect 7.1 --sources class
is "$status" 2 "sources that are none"
like err "a kit holds sluice's sources, and they are not in .class." "which is said"

kit --kit gradescope --expect 7.1
is "$status" 0 "a kit for Gradescope"
like out "^sluice-gradescope.zip: gradescope for 1 lesson" "has a name of its own"
unpack sluice-gradescope.zip scope
ok "its programs are there" test -f scope/setup.sh -a -f scope/run_autograder
ok "the lessons of the class, too" test -f scope/sluice/class/7.1-words/checks.lua
ok "make finds all sources" make -n -C scope/sluice programs
kit --kit gradescope --expect 7.1 -o again.zip
same again.zip sluice-gradescope.zip "the same bytes again"
is "$(python3 -c 'import zipfile, sys
for entry in zipfile.ZipFile("again.zip").infolist():
    if entry.external_attr >> 16 & 0o100: print(entry.filename)' | grep -v tools/)" \
    "sluice/bootstrap
sluice/course/kit/setup.sh
setup.sh
run_autograder" "programs can be run"

# The script of the grader, with its folders below this one.
mkdir -p autograder/submission autograder/results autograder/source/sluice/build/release
ln -s "$SLUICE" autograder/source/sluice/build/release/sluice
cp -R class autograder/source/sluice/class
sed "s|/autograder|$PWD/autograder|g" scope/run_autograder >run_autograder
cp class/7.1-words/start.lua autograder/submission/7.1-words.lua
sh run_autograder
ok "a submission is graded" python3 "$ROOT/tests/course/shapes.py" gradescope \
    autograder/results/results.json
like autograder/results/results.json '"score":0' "it has no points yet"
rm autograder/submission/7.1-words.lua
sh run_autograder
like autograder/results/results.json "there is no file 7.1-words.lua" \
    "a submission without the file is told what is missing"
rm -r autograder/source/sluice/class
sh run_autograder
like autograder/results/results.json 'sluice check ended with code 2' \
    "a fault of the autograder is one, not the learner's"

kit --kit classroom --expect 7.1
unpack sluice-classroom.zip room
ok "a kit for GitHub Classroom has a workflow" test -f room/.github/workflows/sluice.yml
ok "the program to work on" test -f room/7.1-words.lua
ok "and its world" test -f room/7.1-words.world
ok "make finds all sources there" make -n -C room/.sluice programs
find room -name 'solution.lua' -o -path '*/wrong/*' -o -path '*lessons/*/explain.md' \
    >found
is "$(grep -v template found)" "" "no solution"
like room/.github/workflows/sluice.yml 'LESSON-7-1_RESULTS: \$\{\{ steps.lesson-7-1' \
    "the result goes to the reporter"

finish
