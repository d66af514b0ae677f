#!/usr/bin/env bash
# tests/learn/actions.t -- the words behind `sluice learn`.
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2154,SC2016 # run sets $status; quoted ` is meant
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

lessons=$ROOT/tests/learn/lessons

learn() {
    run "$SLUICE" learn "$@" --lessons "$lessons"
}

# --- init -----------------------------------------------------------------------------

learn init mine
is "$status $(cat out)" "0 mine: 3 exercises put there
Next: cd mine && sluice learn" "init"
is "$(ls mine)" "1.1-cut.lua
1.1-cut.world
1.2-rdds.lua
1.2-rdds.world
2.1-blocks.lua
2.1-blocks.world
progress.txt" "every exercise with its world"
ok "which runs alone" "$SLUICE" run mine/2.1-blocks.lua --world mine/2.1-blocks.world \
    --until 2s
echo 'print(1)' >mine/2.1-blocks.lua
rm mine/1.1-cut.lua
learn init mine
is "$(head -n 1 out)" \
    "mine: 1 exercise put there; 2 are there already, and left as they are" \
    "again: none is overwritten"
is "$(cat mine/2.1-blocks.lua)" "print(1)" "so this one is as it was"
learn init
is "$(tail -n 1 out)" "Next: sluice learn" "without a folder, where learn looks anyway"
: >file
learn init file
is "$status" 1 "a file is no folder"
like err 'error: cannot make the folder file|file' "and it is said"
learn init file/below
is "$status" 1 "nor can there be one in it"

# --- list -----------------------------------------------------------------------------

learn list
same out "$ROOT/tests/learn/list.txt" "list"
(cd mine && "$SLUICE" learn list --lessons "$lessons" --ascii) >out
like out '^1 Time, cut into batches    > 1\.1 cut     o 1\.2 rdds +0 of 2$' "in ASCII"

# --- A lesson: hint, solution, explain, reset -----------------------------------------

learn solution
is "$status" 1 "no solution yet"
like err 'of 1\.1 opens when all checks hold, .* third hint; you have taken 0' "and why"
like err 'try:  sluice learn hint 1\.1' "and what to do"
learn explain 2.1
is "$status" 1 "nor an explanation"
learn hint
like out '^hint 1 of 3: How long is the bar that has both\?$' \
    "a hint of the lesson where one is"
learn hint 2.1
like out '^hint 1 of 3: Count the blocks' "or of another"
learn hint 2.1-blocks.lua
learn hint sluice-lessons/2.1-blocks.lua
like out '^hint 3 of 3' "which has several names"
learn hint blocks
is "$(grep -c '^hint' out)" 3 "there are three"
learn solution 2.1
like out '2    :set\("spark.streaming.blockInterval", "100ms"\)' \
    "the third opens the solution"
learn explain 2.1
like out '^A block every 100 ms' "and the explanation"
echo 'print(2)' >sluice-lessons/2.1-blocks.lua
learn reset 2.1
is "$(cat out)" "sluice-lessons/2.1-blocks.lua is as it was handed out; \
what you had is in sluice-lessons/2.1-blocks.lua.old" "reset"
is "$(cat sluice-lessons/2.1-blocks.lua.old)" "print(2)" "keeps what was there"
echo 'print(3)' >sluice-lessons/2.1-blocks.lua
learn reset 2.1
is "$(cat sluice-lessons/2.1-blocks.lua.old{,2})" "print(2)
print(3)" "each time"
learn reset 2.1
is "$(cat out)" "sluice-lessons/2.1-blocks.lua is as it was handed out" "or nothing"

# --- next and goto --------------------------------------------------------------------

next() {
    learn next
    head -n 1 out
}
cat >sluice-lessons/progress.txt <<'END'
1.1-cut: said a, 1 of 1 point, done 2026-03-02 09:14
here: 1.1-cut
END
like <(next) '^1\.2 rdds ' "next: what builds on what is done"
like <(next) '^The other lessons build on 1\.2 rdds, or are done\. Another one' \
    "none, before this one is done"
echo '1.2-rdds: done 2026-03-02 09:14' >>sluice-lessons/progress.txt
like <(next) '^2\.1 blocks ' "then the next chapter"
echo '2.1-blocks: done 2026-03-02 09:14' >>sluice-lessons/progress.txt
like <(next) '^All lessons are done\.' "until all are done"
learn list
like out '^● done  ▶ here  ○ open    3 of 3$' "the list says so"
learn goto 1.1
is "$status" 0 "goto"
like out '^1\.1 cut ' "goes there"
like sluice-lessons/progress.txt '^here: 1\.1-cut$' "and stays there"

# --- What is wrong --------------------------------------------------------------------

learn goto
is "$status" 2 "goto wants a lesson"
learn goto 7.7
is "$status" 2 "that there is"
like err 'no lesson is called "7\.7"' "or says so"
learn nxt
like err 'learn has no action `nxt`; did you mean next\?' "a misspelt action"
learn list 1
like err 'learn list takes nothing more' "too many words"
run "$SLUICE" learn --lessons no-such-folder
is "$status" 2 "a folder that there is not"
mkdir -p broken/1.1-x
printf -- '---\nid: 1.1\ntitle: X\n---\n' >broken/1.1-x/lesson.md
run "$SLUICE" learn --lessons broken --folder other
is "$status" 2 "a lesson that is broken"
like err 'sluice learn verify --lessons broken' "is for its author"
mkdir -p odd
cp -r "$lessons/1.1-cut" odd/
ln -s nowhere odd/1.1-cut/link
mkfifo odd/1.1-cut/pipe
run timeout 20 "$SLUICE" learn list --lessons odd --folder other
is "$status" 0 "links that lead nowhere and pipes are no part of a lesson"
touch taken
learn reset 1.1 --folder taken/x
is "$status" 1 "a folder that cannot be made"
like err 'try:  sluice learn --folder DIR' "another one can be chosen"

run "$SLUICE" help learn
like out '^Actions   watch  ' "help lists the actions"
like out '^          goto ID  +a lesson of your own choice$' "with what they take"
"$SLUICE" help --format man >page
ok "so does the man page" grep -q '^\\fBgoto\\fR \\fIID\\fR$' page
for shell in bash zsh fish; do
    ok "and the completion of $shell" grep -Eq "learn.* explain( |\)|$)" \
        <("$SLUICE" help --format $shell)
done
finish
