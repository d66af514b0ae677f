#!/usr/bin/env bash
# tests/cli/absent.t -- a method of Spark's that is not there says why, and what to use.
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2154,SC2016 # run sets $status; marks of code in texts
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"

# program LINE...: runs a program with an application, a context and an RDD of numbers.
program() {
    {
        echo 'local ssc = StreamingContext("local[2]", "absent", Seconds(1))'
        echo 'local sc = ssc:sparkContext()'
        echo 'local ages = sc:parallelize({ 31, 27 })'
        printf '%s\n' "$@"
    } >program.lua
    run "$SLUICE" run program.lua
}

# advises CALL WHY TRY
advises() {
    program "$1"
    is "$status" 1 "$1 fails"
    like err "^program.lua:4: error: .* is Spark's; sluice has not got it" \
        "... as absent"
    like err "^  why: .*$2" "... and why"
    like err "^  try: .*$3" "... and what to use"
}

advises 'ages:sampleByKeyExact(false, {})' 'several passes' 'sampleByKey\('
advises 'ages:countApprox(100)' 'the answer is exact' 'count\(\)'
advises 'ages:collectAsync()' 'one after the other' 'collect\(\)'
advises 'ages:saveAsSequenceFile("out")' 'no Hadoop' 'saveAsObjectFile\('
advises 'ssc:queueStream({ ages }):saveAsHadoopFiles("out")' 'no Hadoop' \
    'saveAsTextFiles\('
advises 'ssc:queueStream({ ages }):pprint()' 'Python' 'print\('
advises 'ssc:rawSocketStream("localhost", 9999)' 'serializer' 'socketTextStream\('
advises 'sc:wholeTextFiles("in")' 'read as lines' 'textFile\('
advises 'sc:addSparkListener({})' 'in the trace' 'addStreamingListener\('

program 'SparkConf():registerKryoClasses({})'
like err '^  why: .*no JVM' "where nothing stands for it, only the reason is told"
unlike err '^  try:' "... and nothing to try"

program 'print(pcall(function() return ages.countApprox end))' \
    'local ok, err = pcall(function() return ages:countApprox(100) end)' \
    'print(err.class)'
like out 'java.lang.UnsupportedOperationException' "a program can catch it"

program 'ages:cuont()'
like err 'an RDD has no method `cuont`' "a misspelt name is another error"
like err '^  try: +count' "... that names the right one"

program 'ssc:socketTextStream("h", 1, StorageLevel.MEMORY_ONLY2)'
like err 'StorageLevel has no level `MEMORY_ONLY2`' "a storage level that there is not"
like err '^  try: .*MEMORY_ONLY_2' "... is not the default, and the right one is named"

finish
