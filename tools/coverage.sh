#!/bin/sh
# tools/coverage.sh OUT FILE.c... -- which share of the lines of each file was run.
# SPDX-License-Identifier: MIT
#
# OUT is the folder of a MODE=cov build whose tests have run. The least covered come
# first. A file that no test is linked with counts as 0.
set -eu

out=$1
shift
for file; do
    notes=$out/obj/${file%.c}.gcno
    [ -f "$notes" ] || continue
    share=$(gcov -n -o "$(dirname "$notes")" "$file" 2>/dev/null |
        awk -v file="$file" -F '[:% ]+' '
            /^File / { wanted = index($0, "\047" file "\047") > 0 }
            wanted && /^Lines executed/ { print $3 " % of " $5; exit }')
    printf '%s  %s\n' "${share:-0.00 % of ?}" "$file"
done | sort -n
