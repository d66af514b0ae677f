#!/bin/sh
# tools/headers.sh COMPILE HEADER... -- checks that each header compiles alone.
# SPDX-License-Identifier: MIT
#
# COMPILE is the compiler with its options, in one argument. Prints what the compiler
# says, and exits with 1 if a header does not stand alone.
set -u

compile=$1
shift
failures=0
for header; do
    # The declaration keeps a header of macros only from being an empty file in C.
    printf '#include "%s"\n#include "%s"\nint header_is_alone(void);\n' \
        "$header" "$header" |
        $compile -Werror -fsyntax-only -x c - || {
        echo "$header: does not compile alone" >&2
        failures=1
    }
done
exit $failures
