#!/usr/bin/env bash
# tests/learn/progress.t -- what is done is kept in a text, whatever becomes of that.
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2154 # run sets $status
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

lessons=$ROOT/tests/learn/lessons
file=sluice-lessons/progress.txt

learn() { # learn KEYS ARG...
    tr ' ' '\n' <<<"$1" | sed 's/^+$//' >keys
    shift
    status=0
    "$SLUICE" learn "$@" --lessons "$lessons" <keys >out 2>err || status=$?
}

mkdir sluice-lessons
cat >$file <<'END'
# My notes: 1.1 was easy.
1.1-cut: said a, 1 of 1 point, done 2026-03-02 09:14
1.2-rdds: said b, 1 hnit
what is this?
9.9-gone: said c
here: 2.1-blocks
END
cp $file before
learn '+ b q'
is "$status" 0 "a damaged line does not stop a lesson"
like out "^$file:3: warning: \"1 hnit\" is none of \`said b\`" "it is said which"
like out "^$file:4: warning: a line is \`LESSON: what was done\`" "and which else"
like out '^2\.1 blocks ' "the rest counts"
is "$(head -n 5 $file)" "$(head -n 5 before)" "and nothing is lost"
is "$(sed 1,5d $file)" "2.1-blocks: said b
here: 2.1-blocks" "what is new stands behind it"
learn '' list
like err "^$file:3: warning" "the other actions say it, too"
like out '● 1\.1 cut ' "and go on"

# What somebody writes while a session runs is not overwritten.
mkfifo pipe
"$SLUICE" learn --lessons "$lessons" <pipe >out 2>err &
session=$!
exec 3>pipe
printf '\n' >&3
for _ in $(seq 100); do
    grep -q '^2\.1 blocks' out && break
    sleep 0.05
done
echo '# written by hand' >>$file
printf 'h\nq\n' >&3
exec 3>&-
wait $session
like $file '^# written by hand$' "edits while a session runs are kept"
like $file '^2\.1-blocks: said b, 1 hint$' "beside what it writes"

printf '\0\377\376' >$file
learn '' hint 2.1
is "$status" 0 "bytes that are no text"
like $file '^2\.1-blocks: 1 hint$' "do not hinder"

rm $file
mkdir $file
learn 'q'
is "$status" 1 "a folder in the place of the file"
like err "error: cannot read $file" "is said"
rmdir $file

if [ "$(id -u)" -ne 0 ]; then
    learn 'q' goto 2.1
    chmod a-w sluice-lessons
    learn 'b q' goto 2.1
    is "$status" 0 "a folder that cannot be written"
    like out 'what you do is not kept$' "is said, and the lesson goes on"
    chmod u+w sluice-lessons
fi
finish
