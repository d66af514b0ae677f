#!/usr/bin/env bash
# tests/cli/readme.t -- what the documents show is what happens.
# SPDX-License-Identifier: MIT
#
# In a code block a line that begins with "$ " is a command, and the lines up to the
# next one are all that it puts on the terminal; a line "..." stands for any number of
# lines.
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

ln -s "$ROOT/examples" examples
ln -s "$SLUICE" sluice

# shown_by FILE: leaves in command.N and wanted.N what the N-th command of a document is
# and shows.
shown_by() {
    rm -f command.* wanted.*
    awk '
        /^```/ { inside = !inside; shows = 0; next }
        inside && /^\$ / {
            number++
            shows = 1
            print substr($0, 3) >("command." number)
            printf "" >("wanted." number)
            next
        }
        inside && shows { print >("wanted." number) }
    ' "$1"
}

# matches GOT WANTED: both are files; "..." in WANTED stands for any number of lines.
# shellcheck disable=SC2317 # ok calls it
matches() {
    awk '
        function tail(from, at,   i) {
            while (from <= n_wanted && wanted[from] != "...")
                if (at > n_got || got[at++] != wanted[from++])
                    return 0
            if (from > n_wanted)
                return at > n_got
            for (i = at; i <= n_got + 1; i++)
                if (tail(from + 1, i))
                    return 1
            return 0
        }
        FILENAME == ARGV[1] { got[++n_got] = $0; next }
        { wanted[++n_wanted] = $0 }
        END { exit !tail(1, 1) }
    ' "$1" "$2" || { diff -u "$2" "$1"; return 1; }
}

for document in "$ROOT"/*.md "$ROOT"/docs/*.md "$ROOT"/examples/*.md; do
    shown_by "$document"
    number=1
    while [ -f command.$number ]; do
        command=$(cat command.$number)
        eval "$command" </dev/null >terminal 2>&1
        ok "${document#"$ROOT"/}: $command" matches terminal wanted.$number
        number=$((number + 1))
    done
    [ "$document" != "$ROOT/README.md" ] || shown=$((number - 1))
done
ok "README shows commands" test "$shown" -gt 0

# shellcheck disable=SC2016 # marks of code blocks
sed -n '/^```lua$/,/^```$/p' "$ROOT/README.md" | sed '/^```/d' >program
tail -n +2 examples/network_word_count.lua >kept
same program kept "the program in README is examples/network_word_count.lua"

# The commands above have drawn it; its title tells what it shows.
grep '^<title' timeline.svg >title
grep '^<title' "$ROOT/docs/pictures/timeline.svg" >kept
same title kept "docs/pictures/timeline.svg is of this run (make pictures draws it)"
finish
