#!/usr/bin/env bash
# tests/tools/run-vectors.t -- run-vectors passes what is as expected, and nothing else.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

# vectors FIELDS...: runs the file of these cases.
vectors() {
    {
        echo '['
        for fields; do
            echo "{\"suite\": \"s\", \"name\": \"n\", $fields},"
        done | sed '$s/,$//'
        echo ']'
    } >cases.json
    run "$ROOT/tests/run-vectors" cases.json
}

# passes NAME FIELDS: such a case passes.
passes() {
    vectors "$2"
    is "$status $(grep -v '^#' out)" "0 $(printf 'ok 1 - %s: s: n\n1..1' "$kind")" "$1"
}

# fails NAME PATTERN FIELDS: such a case fails, and says why.
fails() {
    vectors "$3"
    is "$status $(head -n 1 out)" "1 not ok 1 - $kind: s: n" "$1"
    like err "$2" "... and says why"
}

# --- Times ----------------------------------------------------------------------------

kind='arith'
arith='"kind": "arith", "op": "plus", "arg_types": ["Time", "Duration"], "checks":'
passes "a sum" "$arith [{\"args\": [1000, 100], \"expected\": 1100}]"
fails "another sum" 'plus of \[1000, 100\]: got 1100, want 1200' \
    "$arith [{\"args\": [1000, 100], \"expected\": 1200}]"

# --- Streams --------------------------------------------------------------------------

kind='stream'

# stream STEP INPUT EXPECTED [FIELDS]
stream() {
    echo "\"kind\": \"stream\", \"batch_ms\": 1000, \"input\": $2,
        \"input_partitions\": 2, \"default_parallelism\": 2, \"run_batches\": 2,
        \"expected\": $3,
        \"operation\": {\"steps\": [$1]}${4:+, $4}" | tr '\n' ' '
}

double='{"op": "map", "fn": {"lua": "function(x) return 2 * x end"}}'
swap='{"op": "map", "fn": {"lua": "function(kv) return {kv[2], kv[1]} end"}}'
group='{"op": "groupByKey"}'
fail='{"op": "map", "fn": {"lua": "function(x) error(\"broken\", 0) end"}}'
input='[[1, 2], [3]]'

passes "the records of two batches" "$(stream "$double" "$input" '[[2, 4], [6]]')"
fails "another record" 'out 2: got \[6\], want \[7\]' \
    "$(stream "$double" "$input" '[[2, 4], [7]]')"
fails "another order" 'out 1: got \[2, 4\], want \[4, 2\]' \
    "$(stream "$double" "$input" '[[4, 2], [6]]')"
passes "another order that does not matter" \
    "$(stream "$double" "$input" '[[4, 2], [6]]' '"unordered": true')"
fails "another number of the same" 'out 1: got \[2, 2\], want \[2\]' \
    "$(stream "$double" '[[1, 1], [3]]' '[[2], [6]]' '"unordered": true')"
fails "an output too many" 'number of outputs of out: got 2, want 1' \
    "$(stream "$double" "$input" '[[2, 4]]')"
fails "another time" 'times of the outputs: got \[1000, 2000\], want \[1000, 3000\]' \
    "$(stream "$double" "$input" '[[2, 4], [6]]' '"output_times_ms": [1000, 3000]')"
fails "another number of partitions" 'partitions of output 2: got 2, want 3' \
    "$(stream "$double" "$input" '[[2, 4], [6]]' '"model_num_partitions": [2, 3]')"
passes "empty outputs that are skipped" \
    "$(stream "$double" '[[], [3]]' '[[6]]' '"empty_outputs_skipped": true')"
passes "pairs" \
    "$(stream "$swap" '[[["a", 1]], [["b", 2.5]]]' '[[[1, "a"]], [[2.5, "b"]]]')"
passes "values as a set" "$(stream "$group" '[[["a", 2], ["a", 1], ["a", 2]], []]' \
    '[[["a", [1, 2]]], []]' '"value_compare": "set"')"
fails "a set with one more" 'out 1: got ' \
    "$(stream "$group" '[[["a", 2], ["a", 1]], []]' '[[["a", [1]]], []]' \
        '"value_compare": "set"')"
error='"expected_error": {"type": "SparkException", "message_contains"'
passes "an error" \
    "$(stream "$fail" '[[1], []]' '[[]]' "$error: \"broken\", \"at_batch\": 1}")"
fails "another error" 'the error says ' "$(stream "$fail" '[[1], []]' '[[]]' \
    "$error: \"bent\", \"at_batch\": 1}")"
fails "no error" 'no error was raised' "$(stream "$double" "$input" '[[2, 4], [6]]' \
    "$error: \"broken\", \"at_batch\": 3}")"
fails "an error that is not expected" 'an error was raised: .*broken' \
    "$(stream "$fail" '[[1], []]' '[[]]')"
fails "an operator that nobody knows" 'no test knows the operator fold' \
    "$(stream '{"op": "fold"}' "$input" '[]')"

# --- Other kinds ----------------------------------------------------------------------

kind='hash'
passes "a hash of the engine's" \
    '"kind": "hash", "cases": [["b", 98], [["x", null], -439987057]]'
fails "another one" '"b": got 98, want 99' '"kind": "hash", "cases": [["b", 99]]'
kind='strange'
fails "a kind that nobody knows" 'no test knows cases of kind strange' \
    '"kind": "strange"'

# --- The command line -----------------------------------------------------------------

vectors "$arith []" "$arith []"
run "$ROOT/tests/run-vectors" --workers 3 cases.json "$PWD/cases.json"
is "$status $(tail -n 1 out)" "0 1..4" "several files are one list"
run "$ROOT/tests/run-vectors" nowhere.json
is "$status" 2 "a file that is not there is a wrong usage"
run "$ROOT/tests/run-vectors" --workers many cases.json
is "$status" 2 "and so is a number of workers that is none"
echo '[{' >cases.json
run "$ROOT/tests/run-vectors" cases.json
is "$status" 1 "a broken file fails"
unlike out '^1\.\.' "... without a plan"
finish
