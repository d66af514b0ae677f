#!/usr/bin/env bash
# tests/hostile/hostile.t -- programs that mean harm, each in its box (tests/hostile/
# drive.lua): each ends as its first lines say, and nothing outside is touched.
# SPDX-License-Identifier: MIT
. "$ROOT/tests/lib/tap.sh"

mkdir canary temporary here
echo 'nobody may read this' >canary/secret
echo 'from a file' >here/given.txt
cd here || exit 1
export HOSTILE=$ROOT/tests/hostile/programs
export CANARY=$PWD/../canary
export TMPDIR=$PWD/../temporary
case $SLUICE in
*/asan/* | */tsan/* | */fuzz/*) export SANITIZED=1 ;;
esac
driver=$ROOT/tests/hostile/drive.lua

# outside: what is in the folders that no program may touch.
outside() {
    (cd .. && find canary temporary here | sort && cat canary/secret)
}

outside >../before
"$SLUICE" run none.lua --load "$driver" >../results 2>../messages </dev/null
is $? 0 "the parent survives" || note <../messages
outside >../after
same ../after ../before "nothing outside has changed"

while IFS='|' read -r name problem; do
    is "$problem" "" "$name"
done <../results

# A signal ends all children, whose folders go with them. (A shell lets what runs beside
# it ignore Ctrl-C.)
cat >../wait.lua <<'END'
local host = require("cli.host")
local list = {}
for i = 1, 4 do
  list[i] = {file = "endless.lua", text = "while true do end",
    limits = {seconds = 1000, instructions = 1e15}}
end
list[1].text = "print('begun')"
host.enclosed(list, 2, function() io.stdout:write("begun\n") io.stdout:flush() end)
END
mkfifo ../begun
"$SLUICE" run none.lua --load ../wait.lua >../begun 2>../messages </dev/null &
parent=$!
read -r line <../begun
is "$line" "begun" "a first child has ended"
kill -TERM $parent
wait $parent
is $? 143 "an interrupt ends the parent"
outside >../after
same ../after ../before "and its children, with their folders"

# Only its parent calls the command.
run "$SLUICE" enclosed
is "$status" 2 "the hidden command wants a parent"
finish
