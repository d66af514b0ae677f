# tests/lib/tap.sh -- TAP for tests written in shell.
# SPDX-License-Identifier: MIT
#
#   . "$ROOT/tests/lib/tap.sh"
#   run "$SLUICE" help                    # fills $status, and the files out and err
#   is "$status" 0 "help succeeds"
#   same out "$ROOT/tests/cli/help.txt" "the text of help"
#   finish
#
# The plan comes last, from finish: a test that ends early has none, and prove says so.
# shellcheck shell=sh

tap_count=0
tap_failures=0

# tap_report PASSED NAME: PASSED is an exit status.
tap_report() {
    tap_count=$((tap_count + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $tap_count - $2"
        return 0
    fi
    tap_failures=$((tap_failures + 1))
    echo "not ok $tap_count - $2"
    return 1
}

# Lines for the reader of a failure.
note() {
    sed 's/^/#   /' >&2
}

# run COMMAND...: without input; the status goes to $status, the outputs to out and err.
# shellcheck disable=SC2034 # the test reads $status
run() {
    status=0
    "$@" </dev/null >out 2>err || status=$?
}

# ok NAME COMMAND...: passes if the command succeeds.
ok() {
    tap_name=$1
    shift
    "$@" >tap.log 2>&1
    tap_report $? "$tap_name" || { echo "failed: $*"; cat tap.log; } | note
}

# is GOT WANT NAME: passes if both texts are equal.
is() {
    [ "$1" = "$2" ]
    tap_report $? "$3" || printf 'got:  %s\nwant: %s\n' "$1" "$2" | note
}

# like FILE PATTERN NAME: passes if a line of the file matches (grep -E).
like() {
    grep -Eq -e "$2" "$1"
    tap_report $? "$3" || { echo "no line matches: $2"; cat "$1"; } | note
}

# unlike FILE PATTERN NAME: passes if no line of the file matches (grep -E).
unlike() {
    ! grep -Eq -e "$2" "$1"
    tap_report $? "$3" || { echo "a line matches: $2"; cat "$1"; } | note
}

# same FILE WANTED NAME: passes if both files are the same, byte for byte.
same() {
    cmp -s "$1" "$2"
    tap_report $? "$3" || diff -u "$2" "$1" | note
}

# finish: prints the plan and leaves, with 1 if a check failed.
finish() {
    echo "1..$tap_count"
    [ "$tap_failures" -eq 0 ] || exit 1
    exit 0
}
