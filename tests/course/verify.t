#!/usr/bin/env bash
# tests/course/verify.t -- sluice learn new, draw, verify: a sample lesson holds
# together, and each thing that can be wrong with one is found and named.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

run "$SLUICE" learn new 7.1-words
is "$status" 0 "a new lesson"
like out '^\./7\.1-words$' "says where it is"
run "$SLUICE" learn new 7.1-words
is "$status" 2 "it is not written over"
like err "\`\./7\.1-words\` is there already \[cannot-write\]" "and said so"
run "$SLUICE" learn new words
is "$status" 2 "a name without an id is wrong usage"

run "$SLUICE" learn verify --lessons 7.1-words
is "$status" 1 "without its picture it is not whole"
like out 'look\.svg is not drawn' "which is said"
run "$SLUICE" learn draw --lessons 7.1-words
is "$(cat out)" "7.1-words/look.svg" "its picture is drawn"
ok "it is SVG" grep -q "<svg" 7.1-words/look.svg
run "$SLUICE" learn draw --lessons 7.1-words
is "$(cat out)" "" "what is as it should be is not drawn again"
run "$SLUICE" learn verify --lessons 7.1-words
is "$status" 0 "now it verifies"
is "$(cat out)" "ok      7.1-words
1 lesson" "and that is all it says"
run "$SLUICE" learn verify 7.2 --lessons 7.1-words
is "$status" 2 "a lesson that is not there"
like err 'no lesson is called "7\.2"' "is named"
run "$SLUICE" learn verify --lessons nowhere
is "$status" 2 "a folder that is not there"
mkdir empty
run "$SLUICE" learn verify --lessons empty
like err "holds no lesson: no folder in it has a lesson.md" "a folder without lessons"

# broken NAME COMMAND PATTERN: a copy of the lesson, changed by a command in its folder,
# has a fault that matches.
broken() {
    rm -rf broken
    cp -R 7.1-words broken-lesson
    mkdir broken
    mv broken-lesson broken/7.1-words
    (cd broken/7.1-words && eval "$2")
    run "$SLUICE" learn verify --lessons broken
    like out "$3" "$1"
    [ "$status" = 1 ] || is "$status" 1 "$1: exit code"
}

broken "a key that there is not" "sed -i 's/^minutes/minuts/' lesson.md" \
    "lesson\.md:6: error: the front matter has no key .minuts."
broken "what is near is told" "sed -i 's/^minutes/minuts/' lesson.md" "try:  minutes:"
broken "a key that is missing" "sed -i '/^view:/d' lesson.md" "front matter lacks view"
broken "a number that is none" "sed -i 's/^minutes: 10/minutes: ten/' lesson.md" \
    ".minutes. wants a whole number, got \"ten\""
broken "an id that is not the folder's" "sed -i 's/^id: .*/id: 7.2/' lesson.md" \
    ".id. is 7.2, the folder says 7.1"
broken "a section that is missing" "sed -i '/^## further/,\$d' lesson.md" \
    ".## further. is missing"
broken "a section out of order" "sed -i 's/^## goal/## aim/' lesson.md" \
    "here .## goal. is expected, got .## aim."
broken "two hints" "sed -i '/^- .return/d' lesson.md" "hints are a list of three, got 2"
broken "no right choice" "sed -i 's/^- \[=\]/- [ ]/' lesson.md" \
    "of which one is right; this one has 3, 0 right"
broken "a choice that reads as the right one" \
    "sed -i 's/^- \[ \] none/- [ ] a and to/' lesson.md" "two choices read .a and to."
broken "an expression that fails" "sed -i 's/lines(run, 1000), /nil, /' lesson.md" \
    "lesson\.md:[0-9]+: error: bad argument"
broken "a claim that is not so" "sed -i 's/records == 3/records == 4/' lesson.md" \
    "this is not so: run:batch\(1000\)\.records == 4"
broken "a claim of nothing" "sed -i 's/<!-- start: run/<!-- strat: run/' lesson.md" \
    "there is no strat\.lua"
broken "output that is not printed" "sed -i 's/^river\$/rivers/' explain.md" \
    "explain\.md:[0-9]+: error: the program does not print these lines"
broken "a check of no name" "echo 'See the check \"short words\".' >>explain.md" \
    "explain\.md:[0-9]+: error: no check is called .short words."
broken "a fence of no kind" "sed -i 's/^.\{3\}output solution/\`\`\`out/' explain.md" \
    "a fence is .*; this is .*out"
broken "an error that nobody raises" \
    "printf '\`\`\`error start\nfile not found\n\`\`\`\n' >>explain.md" \
    "no message of the run holds .file not found."
broken "a picture without a sentence" "sed -i 's/^!\[.*\](/![](/' lesson.md" \
    "a picture needs a sentence for who cannot see it"
broken "a picture of another run" "sed -i 's/^0.3/0.4/' world.txt" \
    "look\.svg is not what the run draws now"
broken "a file too many" "touch notes.txt" "notes\.txt: error: a lesson has no file"
broken "a wrong program without a check" "sed -i 1d wrong/longer.lua" \
    "its first line is .-- fails \"CHECK\""
broken "a wrong program that fails elsewhere" \
    "sed -i 's/\"long words\"/\"short words\"/' wrong/longer.lua" \
    "it fails \"long words\" first: batch 2"
broken "another sentence" "sed -i '1s/the sea/a lake/' wrong/longer.lua" \
    "the sentence of \"long words\" is: batch 2"
broken "a wrong program that passes" "{ head -1 wrong/longer.lua; cat solution.lua; } \
    >x; mv x wrong/longer.lua" "wrong/longer\.lua:1: error: it passes all checks"
broken "a start that passes" "cp solution.lua start.lua" "so there is nothing to do"
broken "a solution that fails" "cp start.lua solution.lua" \
    "solution\.lua: error: it fails \"long words\": batch 1"
broken "a solution that passes here and fails elsewhere" \
    "sed -i 's/#word >= 3/#word >= 3 and word ~= \"one\"/' solution.lua" \
    "it fails \"hidden\": in another world: long words: batch 1"
broken "a program that is no Lua" "echo 'local local' >start.lua" \
    "start\.lua:1: error: <name> expected"
broken "checks that are no Lua" "echo 'check(' >checks.lua" "unexpected symbol near"
broken "two of one name" "grep -v hidden checks.lua >x; cat x x >checks.lua; rm x" \
    "there are two checks called"
broken "a check that expects nothing" "printf 'check(\"long words\", function() end)' \
    >checks.lua" "this check expects nothing"
broken "a check that cannot judge" "printf 'check(\"long words\", function(run) \
    return run.oops end)' >checks.lua" "this check cannot judge the program: .*oops"
# Only the wrong program keeps no river: the others never come to the error.
broken "an error behind it" "sed -i 's/^  expect(#run/  if lines(run, 2000)[1] == \
    nil then expect(false):says(\"the sea\") run.oops() end\n&/' checks.lua; sed -i \
    '1s/batch 2.*/the sea/' wrong/longer.lua" "with wrong/longer.lua .* raises"
broken "an unknown option" "sed -i 's/check(\"long words\", /&{score = 2}, /' \
    checks.lua" "check has no option .score."
broken "a world that is not there" "sed -i 's/hidden{world = \"other\"}/hidden{world = \
    \"outer\"}/' checks.lua" "checks\.lua wants hidden/outer\.txt, which is not there"
broken "a line of the world for nobody" "echo '1.1 x y z' >>world.txt" \
    "world\.txt: error: nobody connected to x"
broken "a view that there is not" "sed -i 's/^view:.*/view: clock/' lesson.md" \
    "lesson\.md:8: error: no view is called .clock."
broken "points that do not add up" "sed -i 's/^until/points: 5\n&/' lesson.md" \
    ".points. is 5, and the checks have 2"
broken "a lesson before it" "sed -i 's/^until/after: 6.9\n&/' lesson.md" \
    ".after. names 6\.9, and there is no such lesson"
broken "a lesson after itself" "sed -i 's/^until/after: 7.1\n&/' lesson.md" \
    "it comes after itself"
broken "a line too wide" "printf '\`\`\`text\n%090d\n\`\`\`\n' 1 >>explain.md" \
    "a line has 90 columns, at most 78 fit"

cp -R 7.1-words windows
(cd windows && sed -i 's/$/\r/' ./*.md ./*.lua wrong/*.lua ./*.txt hidden/*.txt)
mkdir other && mv windows other/7.1-words
run "$SLUICE" learn verify --lessons other
is "$status" 0 "lines may end as on Windows"

finish
