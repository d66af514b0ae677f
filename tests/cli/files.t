#!/usr/bin/env bash
# tests/cli/files.t -- file streams: which file is in which batch, as what; on simulated
# and on real time.
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2317 # functions are called by ok and wait_for
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

printf 'one\r\ntwo\n\nthree' >a.txt
printf 'four\nfive\n' >b.txt
printf '\1\2\3\4\5\6' >six
: >nothing
mkdir sub && echo below >sub/file
echo hidden >_h

# stream EXPRESSION: makes stream.lua, which prints what the stream gives.
stream() {
    {
        echo 'local ssc = StreamingContext("local[1]", "inbox", Seconds(1))'
        echo "ssc:$1:foreachRDD(function(rdd, time)"
        # shellcheck disable=SC2016
        echo '  local texts = {}
  for i, record in ipairs(rdd:collect()) do
    texts[i] = type(record) == "string" and ("%q"):format(record) or tostring(record)
  end
  print(time:milliseconds() .. ":" .. rdd:getNumPartitions() .. ":"
    .. table.concat(texts, " "))
end)
ssc:start()
ssc:awaitTermination()'
    } >stream.lua
}

# --- Simulated time -------------------------------------------------------------------

stream 'textFileStream("inbox")'
run "$SLUICE" run stream.lua --files inbox=a.txt@1s,b.txt@1001ms --trace trace.jsonl
is "$status" 0 "files on simulated time"
is "$(cat out)" "1000:1:\"one\" \"two\" \"\" \"three\"
2000:1:\"four\" \"five\"" \
    "each in the batch at whose end it is there; then the run ends"
is "$(grep -o '"files":.*inbox/[ab]' trace.jsonl | grep -o '.$' | tr '\n' ' ')" \
    "a b " \
    "the trace has their names"
like trace.jsonl '"kind":"batch","batch":1000000,"number":1,"records":0' \
    "their records are not counted, as in Spark"

run "$SLUICE" run stream.lua --files inbox=b.txt@500ms --files inbox=a.txt@700ms
is "$(cut -d: -f 1-2 out)" "1000:2" "a partition for each file"
is "$(cut -d: -f 3 out | cut -c 1-5)" '"one"' "in the order of their names"
run "$SLUICE" run stream.lua --files inbox=a.txt@0s,b.txt@1500ms
is "$(cut -d: -f 1-2 out)" "1000:0
2000:1" "a file that is there at the start is none of its new files"
run "$SLUICE" run stream.lua --files inbox=a.txt@500ms,a.txt@1500ms
is "$(cut -d: -f 1-2 out)" "1000:1
2000:0" "one that is written again is not read again"

run "$SLUICE" run stream.lua --files inbox=nothing@500ms,sub@600ms
is "$(cat out)" '1000:1:"below"' "an empty file has no partition; a folder is read"
like err 'nothing is empty when it is read \[empty-file\]' \
    "and the empty one is told of"

run "$SLUICE" run stream.lua --files inbox=_h@500ms,a.txt@600ms,b.txt@1500ms
is "$(cut -d: -f 1 out)" 2000 \
    "with a name in _ all files of a batch are lost, as in Spark"
like err "Input path does not exist: file:$PWD/_h" "and an error says so"
is "$status" 1 "which counts"

stream 'textFileStream("in[12]")'
run "$SLUICE" run stream.lua --files in1=a.txt@500ms,b.txt@600ms \
    --files in2=b.txt@500ms
is "$(cut -d: -f 1-2 out)" "1000:3" "a pattern of folders"

stream 'fileStream("inbox", function(path) return path:find("a%.txt$") end)'
run "$SLUICE" run stream.lua --files inbox=a.txt@500ms,b.txt@600ms
is "$(cut -d: -f 3 out)" "(0,one) (5,two) (9,) (10,three)" \
    "fileStream: positions and lines of the files that the filter takes"
stream 'fileStream("inbox", nil, false)'
sed -i 's/Seconds(1)/Seconds(20)/' stream.lua
run "$SLUICE" run stream.lua --files inbox=a.txt@9900ms,b.txt@10s \
    --conf sluice.startTime=70s --batches 2
is "$(cut -d: -f 1-3 out)" "80000:0:
100000:0:" "without newFilesOnly what is older than a minute is left out"
run "$SLUICE" run stream.lua --files inbox=a.txt@20s,b.txt@20001ms \
    --conf sluice.startTime=70s --batches 1
is "$(cut -d: -f 3 out)" "(0,four) (5,five)" "and what is newer is taken"

stream 'binaryRecordsStream("inbox", 2)
   :map(function(bytes) return (string.unpack(">i2", bytes)) end)'
run "$SLUICE" run stream.lua --files inbox=six@500ms
is "$(cut -d: -f 3 out)" "258 772 1286" "records of a fixed length"
sed -i 's/Stream("inbox", 2)/Stream("inbox", 4)/' stream.lua
run "$SLUICE" run stream.lua --files inbox=six@500ms
like err "six ends in the middle of a record of 4 bytes" "a record that is cut"

# --- What is wrong --------------------------------------------------------------------

stream 'textFileStream("inbox")'
run "$SLUICE" run stream.lua
is "$status" 2 "without --files: exit 2"
like err 'nothing brings files into inbox, .* \[no-files\]' "the error says why"
run "$SLUICE" run stream.lua --files inbox=none@1s
like err 'cannot read none: No such file' "a file that is not there"
run "$SLUICE" run stream.lua --files inbox=a.txt
like err 'wants FILE@TIME, got "a.txt"' "a file without a time"
run "$SLUICE" run stream.lua --files inbox=a.txt@1
like err '--files 1 has no unit: 1s or 1ms' "a time without a unit"
run "$SLUICE" run stream.lua --files inbox
like err 'wants FOLDER=FILE@TIME, got "inbox"' "a folder without a file"
run "$SLUICE" run stream.lua --files inbox=a.txt@1s --clock wall
like err 'under --clock wall, inbox is a real folder' "not on real time"

cat >wrong.lua <<'END'
local ssc = StreamingContext("local[1]", "wrong", Seconds(1))
for _, call in ipairs{{"textFileStream"}, {"textFileStream", ""},
  {"fileStream", "in", "*.txt"}, {"fileStream", "in", print, 1},
  {"binaryRecordsStream", "in"}, {"binaryRecordsStream", "in", 0}} do
  print(select(2, pcall(ssc[call[1]], ssc, table.unpack(call, 2))).message)
end
END
run "$SLUICE" run wrong.lua
cat >want <<'END'
textFileStream wants the name of a folder, such as "inbox", got nothing
textFileStream wants the name of a folder, such as "inbox", got ""
the filter of fileStream wants a function, got "*.txt"
newFilesOnly of fileStream wants true or false, got 1
binaryRecordsStream wants a length of records, 1 byte or more, got nothing
binaryRecordsStream wants a length of records, 1 byte or more, got 0
END
same out want "wrong arguments"

# --- Real time ------------------------------------------------------------------------

# The program itself moves a file in; the run ends with the batch that brings it.
cat >real.lua <<'END'
local ssc = StreamingContext("local[1]", "real", Milliseconds(100))
local n = 0
ssc:textFileStream("real"):foreachRDD(function(rdd)
  n = n + 1
  if n == 2 then
    os.execute("mkdir real && cp b.txt real/.new && mv real/.new real/new")
  elseif rdd:getNumPartitions() > 0 then
    print(table.concat(rdd:collect(), " "))
    ssc:stop()
  end
end)
ssc:start()
ssc:awaitTermination()
END
run "$SLUICE" run real.lua --clock wall --until 30s
is "$(cat out)" "four five" "a real folder on real time"
like err 'there is no folder real \[no-folder\]' "that is not there yet is told of"
finish
