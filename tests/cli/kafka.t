#!/usr/bin/env bash
# tests/cli/kafka.t -- direct streams: ranges of a log, and who keeps the offsets.
# SPDX-License-Identifier: MIT
# shellcheck source=tests/lib/tap.sh
. "$ROOT/tests/lib/tap.sh"
# shellcheck disable=SC2154 # run sets $status

# folded FILE: with blanks for tabs, in lines of 76 columns.
folded() {
    tr '\t' ' ' <"$1" | fold -w 76 | sed 's/ *$//'
}

# program NAME SETTINGS <BODY: a program with a direct stream `orders`.
program() {
    {
        echo 'local ssc = StreamingContext("local[1]", "shop", Seconds(1))'
        echo 'local orders = KafkaUtils.createDirectStream(ssc,'
        echo '  LocationStrategies.PreferConsistent, ConsumerStrategies.Subscribe('
        echo "    { \"orders\" }, { [\"group.id\"] = \"shop\", $2 }))"
        cat
        echo 'ssc:start()'
        echo 'ssc:awaitTermination()'
    } >"$1.lua"
}

EARLIEST='["auto.offset.reset"] = "earliest"'
CAREFUL="$EARLIEST, [\"enable.auto.commit\"] = false"

# says PATTERN: a line of standard error.
says() {
    like err "$1" "it says so: $1"
}

# ranges: the offsets of a trace, a line a batch: TIME PARTITION:FROM-UNTIL ...
ranges() {
    grep '"kind":"offsets"' trace.jsonl | sed -e 's/.*"batch":\([0-9]*\)000,/\1/' \
        -e 's/"ranges":\[//' -e 's/],"restored.*//' -e 's/"topic":"[a-z]*",//g' \
        -e 's/{"partition":\([0-9]*\),"from":\([0-9]*\)/ \1:\2/g' \
        -e 's/,"until":\([0-9]*\)},*/-\1/g'
}

cat >shop.world <<'END'
0    kafka:orders  partitions 3
0..6 kafka:orders  rate=20/s customer{n}=order {n}
4    kafka:orders  partitions 4
END

# --- Ranges ---------------------------------------------------------------------------

program counts "$EARLIEST" <<'END'
orders:foreachRDD(function(rdd, time)
  local sum = 0
  for _, range in ipairs(rdd:offsetRanges()) do sum = sum + range:count() end
  print(time, rdd:getNumPartitions(), rdd:count() == sum)
end)
END
run "$SLUICE" run counts.lua --world shop.world --trace trace.jsonl --until 6s
is "$status" 0 "one core is enough"
is "$(cut -f1,2 out | tr '\t\n' ': ')" \
    "1000 ms:3 2000 ms:3 3000 ms:3 4000 ms:3 5000 ms:4 6000 ms:4 " \
    "a partition each, also for one that is new"
is "$(cut -f3 out | sort -u)" true "ranges count what is in the RDD"
is "$(grep -c '"kind":"receiver"\|"kind":"block"' trace.jsonl)" 0 \
    "no receiver, no block"
is "$(grep -c '"kind":"message"' trace.jsonl)" 120 "each message is in the trace"

joined() { # whether each range begins where the one before of its partition ended
    ranges | awk '{ for (i = 2; i <= NF; i++) { split($i, a, /[:-]/)
        if (a[2] != last[a[1]] + 0) bad = 1
        last[a[1]] = a[3] } } END { print bad ? "no" : "yes", NR }'
}
is "$(joined)" "yes 6" "ranges join"

program patterns "$EARLIEST" <<'END'
local all = KafkaUtils.createDirectStream(ssc, LocationStrategies.PreferBrokers,
  ConsumerStrategies.SubscribePattern("or.*|clicks",
    { ["group.id"] = "all", ["auto.offset.reset"] = "earliest" }))
local one = KafkaUtils.createDirectStream(ssc,
  LocationStrategies.PreferFixed({ [TopicPartition("orders", 1)] = "worker-1" }),
  ConsumerStrategies.Assign({ TopicPartition("orders", 1) },
    { ["group.id"] = "one", ["auto.offset.reset"] = "earliest" }))
local function list(rdd)
  for _, range in ipairs(rdd:offsetRanges()) do
    print(range.topic, range.partition, range.fromOffset, range.untilOffset)
  end
end
all:foreachRDD(list)
one:foreachRDD(list)
END
cat >two.world <<'END'
0.1 kafka:orders/1 a
0.2 kafka:orders/1 b
0.3 kafka:clicks c
0.4 kafka:others d
END
run "$SLUICE" run patterns.lua --world two.world --batches 1
is "$(tr '\t\n' ' ,' <out)" "clicks 0 0 1,orders 0 0 0,orders 1 0 2,orders 1 0 2," \
    "SubscribePattern takes topics by name, Assign a partition"

# --- Records --------------------------------------------------------------------------

printf 'ann=tea\nbob=milk\r\nplain\n=x=y\n\nann=' >orders.txt
program records "$EARLIEST" <<'END'
orders:map(function(r)
  return ("%s-%d@%d %d ms: %s [%s]"):format(r:topic(), r:partition(), r:offset(),
    r:timestamp(), tostring(r:key()), r:value())
end):foreachRDD(function(rdd)
  for _, line in ipairs(rdd:collect()) do print(line) end
end)
orders:filter(function(r) return r:key() == "bob" end)
  :map(function(r) return tostring(r) end)
  :foreachRDD(function(rdd) print(rdd:first()) end)
END
run "$SLUICE" run records.lua --batches 1 \
    --topic orders=orders.txt:partitions=2:rate=10/s
cat >wanted <<'END'
orders-0@0 50 ms: ann [tea]
orders-0@1 150 ms: bob [milk]
orders-0@2 250 ms: null [plain]
orders-0@3 450 ms: null []
orders-0@4 550 ms: ann []
orders-1@0 350 ms: null [x=y]
ConsumerRecord(topic = orders, partition = 0, leaderEpoch = 0, offset = 1, C
reateTime = 150, serialized key size = 3, serialized value size = 4, headers
 = RecordHeaders(headers = [], isReadOnly = false), key = bob, value = milk)
END
folded out >found
same found wanted "keys, values, offsets and times of messages"

program unsent "$EARLIEST" <<'END'
local function try(what, f)
  local ok, problem = pcall(f)
  print(what, ok or problem.message:match(": (.-)\n.*(ConsumerRecord%(topic)"))
end
orders:foreachRDD(function(rdd)
  try("collect", function() rdd:collect() end)
  try("repartition", function() rdd:repartition(2):count() end)
  try("a list", function() rdd:glom():collect() end)
  try("a value", function()
    rdd:map(function(r) return 1, r end):groupByKey():count()
  end)
  try("as bytes", function()
    rdd:map(function(r) return r end):persist(StorageLevel.MEMORY_ONLY_SER):count()
  end)
  try("as objects", function()
    local kept = rdd:map(function(r) return r end):persist(StorageLevel.MEMORY_ONLY)
    kept:count()
    print(kept:map(function(r) return r:value() end):first())
  end)
  try("foreach", function() rdd:foreach(function(r) r:key() end) end)
end)
END
run "$SLUICE" run unsent.lua --topic orders=orders.txt:rate=10/s --batches 1
text="had a not serializable result: org.apache.kafka.clients.consumer.ConsumerRecord"
{
    printf 'collect\ttask 0.0 in stage 0.0 (TID 0) %s\n' "$text"
    printf 'repartition\ttask 0.0 in stage 1.0 (TID 1) %s\n' "$text"
    printf 'a list\ttask 0.0 in stage 3.0 (TID 2) %s\n' "$text"
    printf 'a value\ttask 0.0 in stage 4.0 (TID 3) %s\n' "$text"
    printf 'as bytes\ttask 0.0 in stage 6.0 (TID 4) %s\n' "$text"
    printf 'tea\nas objects\ttrue\nforeach\ttrue\n'
} >wanted
cut -f1,2 out | sed 's/\tConsumerRecord(topic$//' >found
same found wanted "a message cannot leave its task, in Spark's words"

program printed "$EARLIEST" <<'END'
orders:print()
END
run "$SLUICE" run printed.lua --topic orders=orders.txt:rate=10/s --batches 2
is "$status" 1 "printing messages fails"
says 'error: a ConsumerRecord cannot leave its task \[record-not-serializable\]'
says 'try:  :map\(function\(record\) return record:key\(\), record:value\(\) end\)'
is "$(grep -c Time out)" 1 "a batch without messages prints its head"

# --- Whose offsets --------------------------------------------------------------------

program moved "$EARLIEST" <<'END'
orders:repartition(4):foreachRDD(function(rdd)
  print(#rdd:offsetRanges())
end)
END
run "$SLUICE" run moved.lua --world shop.world --batches 1
is "$status" 1 "offsets of another RDD are refused"
says 'only the RDD of a direct stream itself knows its offsets \[no-offsets\]'
says 'Spark: class org.apache.spark.rdd.MapPartitionsRDD cannot be cast to class '
says 'cast to class org.apache.spark.streaming.kafka010.HasOffsetRanges \('
says 'HasOffsetRanges are in unnamed module of loader .app.\)'

program words "$EARLIEST" <<'END'
local function try(f, ...)
  local ok, problem = pcall(f, ...)
  print(ok or problem.class:match("[^.]*$"), ok or problem.message)
end
local mapped = orders:map(function(r) return r:value() end)
try(function() mapped:commitAsync({}) end)
try(function() orders:commitAsync({ 1 }) end)
try(TopicPartition, "two words", 0)
try(OffsetRange, "orders", -1, 0, 1)
try(ConsumerStrategies.Subscribe, {}, { ["group.id"] = "a" })
try(ConsumerStrategies.Subscribe, { "orders" }, {})
try(ConsumerStrategies.Subscribe, { "orders" }, { ["group.di"] = "a" })
try(ConsumerStrategies.Subscribe, { "orders" },
  { ["group.id"] = "a", ["auto.offset.reset"] = "first" })
try(ConsumerStrategies.Subscribe, { "orders" },
  { ["group.id"] = "a", ["enable.auto.commit"] = "perhaps" })
try(ConsumerStrategies.Subscribe, { "orders" }, { ["group.id"] = "a" }, { 7 })
try(ConsumerStrategies.SubscribePattern, "o\\d", { ["group.id"] = "a" })
try(KafkaUtils.createDirectStream, ssc, "here", 1)
print(TopicPartition("orders", 1) == TopicPartition("orders", 1))
local range = OffsetRange("orders", 1, 40, 45)
print(range, range:count(), range:topicPartition())
mapped:foreachRDD(function(rdd)
  print(rdd:map(function() return tostring(range) .. range:count() end):first())
end)
END
run "$SLUICE" run words.lua --topic orders=orders.txt:rate=10/s --batches 1
cat >wanted <<'END'
ClassCastException class org.apache.spark.streaming.dstream.MappedDStream ca
nnot be cast to class org.apache.spark.streaming.kafka010.CanCommitOffsets (
org.apache.spark.streaming.dstream.MappedDStream and org.apache.spark.stream
ing.kafka010.CanCommitOffsets are in unnamed module of loader 'app')
IllegalArgumentException commitAsync wants a list of OffsetRanges, got 1
IllegalArgumentException TopicPartition wants the name of a topic: letters,
digits, . _ -, got "two words"
IllegalArgumentException OffsetRange wants the number of a partition, 0 or m
ore, got -1
IllegalArgumentException Subscribe wants a list of names of topics, got a ta
ble
InvalidGroupIdException To use the group management or offset commit APIs, y
ou must provide a valid group.id in the consumer configuration.
IllegalArgumentException a consumer of Kafka has no setting `group.di`
ConfigException Invalid value first for configuration auto.offset.reset: Str
ing must be one of: latest, earliest, none
ConfigException Invalid value perhaps for configuration enable.auto.commit:
Expected value to be either true or false
IllegalArgumentException Subscribe wants a table of offsets by TopicPartitio
n, got 1
UnsupportedOperationException patterns of topics are POSIX expressions here:
 no \ and no (?
IllegalArgumentException createDirectStream wants a location strategy second
, got "here"
true
OffsetRange(topic: 'orders', partition: 1, range: [40 -> 45]) 5 orders-1
OffsetRange(topic: 'orders', partition: 1, range: [40 -> 45])5
END
folded out >found
same found wanted "what is wrong is said, and ranges travel to tasks"

# --- The beginning --------------------------------------------------------------------

program plain '["auto.offset.reset"] = "latest"' <<'END'
orders:foreachRDD(function(rdd) print(rdd:count()) end)
END
run "$SLUICE" run plain.lua --world shop.world --batches 2
is "$(tr '\n' ' ' <out)" "20 20 " \
    "latest begins with the context, and misses nothing after"

run "$SLUICE" run plain.lua --batches 1
is "$status" 2 "a topic that nothing feeds is wrong usage"
says 'nothing feeds the topic orders, and the log of this run has no topic of that'
says '\[no-topic\]'
says 'try:  --topic orders=FILE \(its lines, 5 a second\)'

program none '["auto.offset.reset"] = "none"' <<'END'
orders:foreachRDD(function(rdd) print(rdd:count()) end)
END
run "$SLUICE" run none.lua --world shop.world --batches 1
is "$status" 1 "without a beginning a stream does not start"
says 'Undefined offset with no reset policy for partitions: \[orders-0\]'
says '\[no-offset\]'

run "$SLUICE" run plain.lua --clock wall --batches 1
is "$status" 1 "there is no log under the wall clock"
says 'under the wall clock there is no Kafka to read'
run "$SLUICE" run plain.lua --clock wall --topic orders=orders.txt
is "$status" 2 "and no topic"
run "$SLUICE" run plain.lua --topic orders=orders.txt:partition=2
# shellcheck disable=SC2016 # backquotes are text
says 'a topic has no option `partition`; did you mean partitions\?'
run "$SLUICE" run plain.lua --topic orders=orders.txt:partitions=0
is "$status" 2 "a topic has at least one partition"

world_fails() { # world_fails LINE TEXT
    printf '%s\n' "$1" >bad.world
    run "$SLUICE" run plain.lua --world bad.world
    is "$status" 2 "$1 is refused"
    like err "$2" "$1: $2"
}
world_fails "1 kafka:or/ders x" 'a topic is kafka:NAME or kafka:NAME/PARTITION'
world_fails "1 kafka:orders/1 partitions 2" \
    '"kafka:orders/1" is one partition; a topic has several'
world_fails "1 kafka:orders partitions 0" 'a topic has 1 to 10000 partitions, got 0'
# shellcheck disable=SC2016 # the same
world_fails "1 kafka:orders hangup" 'kafka:orders is a topic; it cannot `hangup`'

# --- Rates ----------------------------------------------------------------------------

seq 1000 >many.txt
run "$SLUICE" run plain.lua --batches 3 \
    --topic orders=many.txt:partitions=2:rate=1000/s \
    --conf spark.streaming.kafka.maxRatePerPartition=150
is "$(tr '\n' ' ' <out)" "300 300 300 " "most messages a second of a partition"

# --- Failures -------------------------------------------------------------------------

program keeps "$CAREFUL" <<'END'
orders:foreachRDD(function(rdd, time)
  print(time, rdd:count())
  orders:commitAsync(rdd:offsetRanges())
end)
END
cat >dies.world <<'END'
0    kafka:orders  partitions 2
0..8 kafka:orders  rate=10/s order {n}
3.5  kill driver
5.2  start driver
END
run "$SLUICE" run keeps.lua --world dies.world --until 9s
is "$(cut -f2 out | tr '\n' ' ')" "10 10 10 40 10 10 0 " \
    "what was committed with the batch after is not read again, the last batch is"

program trusting "$EARLIEST, [\"auto.commit.interval.ms\"] = 1000" <<'END'
orders:foreachRDD(function(rdd, time)
  print(time, rdd:count())
  Thread.sleep(5000)
end)
END
run "$SLUICE" run trusting.lua --world dies.world --until 8s
is "$(cut -f2 out | tr '\n' ' ')" "10 40 10 10 " \
    "what a consumer commits by itself is lost if its batch was not done"

cat >recovers.lua <<'END'
local function create()
  local ssc = StreamingContext("local[1]", "shop", Seconds(1))
  ssc:checkpoint("checkpoint")
  local orders = KafkaUtils.createDirectStream(ssc, LocationStrategies.PreferConsistent,
    ConsumerStrategies.Subscribe({ "orders" }, { ["group.id"] = "shop",
      ["auto.offset.reset"] = "earliest" }))
  orders:foreachRDD(function(rdd, time)
    local list = {}
    for i, range in ipairs(rdd:offsetRanges()) do
      list[i] = ("%d-%d"):format(range.fromOffset, range.untilOffset)
    end
    print(time, rdd:count(), table.concat(list, " "))
  end)
  return ssc
end
local ssc = StreamingContext.getOrCreate("checkpoint", create)
ssc:start()
ssc:awaitTermination()
END
run "$SLUICE" run recovers.lua --world dies.world --until 9s
cat >wanted <<'END'
1000 ms 10 0-5 0-5
2000 ms 10 5-10 5-10
3000 ms 10 10-15 10-15
3000 ms 10 10-15 10-15
4000 ms 22 15-26 15-26
5000 ms 0 26-26 26-26
6000 ms 8 26-30 26-30
7000 ms 10 30-35 30-35
8000 ms 10 35-40 35-40
9000 ms 0 40-40 40-40
END
folded out >found
same found wanted \
    "a driver that comes back gives the batch of its checkpoint the same ranges"

rm -rf checkpoint
grep -v driver dies.world >lives.world
run "$SLUICE" run recovers.lua --world lives.world --until 3s
cp out first
run "$SLUICE" run recovers.lua --world lives.world --until 6s
cat first out | cut -f1,3 | sort -u >all
cat >wanted <<'END'
1000 ms 0-5 0-5
2000 ms 5-10 5-10
3000 ms 10-15 10-15
4000 ms 15-20 15-20
5000 ms 20-25 20-25
6000 ms 25-30 25-30
END
folded all >found
same found wanted "so does another process"
run "$SLUICE" run recovers.lua --topic orders=orders.txt --until 8s
is "$status" 1 "a log that has less than was read is refused"
says 'the checkpoint has read'

# --- Writing into the log -------------------------------------------------------------

program sends "$EARLIEST" <<'END'
local kept = KafkaProducer({})
orders:foreachRDD(function(rdd, time)
  rdd:map(function(r) return r:value() end):foreachPartition(function(values)
    local producer = KafkaProducer({})
    for value in values do
      producer:send("copies", value, value .. "!")
    end
    producer:close()
  end)
  print(time, pcall(function()
    rdd:foreach(function() kept:send("copies", nil, "x") end)
  end))
end)
END
run "$SLUICE" run sends.lua --topic orders=orders.txt:rate=10/s --batches 1 \
    --trace trace.jsonl
grep '"topic":"copies"' trace.jsonl |
    sed 's/"at":\([0-9]*\)[0-9][0-9][0-9],/\1 /' >sent
folded sent >found
cat >wanted <<'END'
{1015 "kind":"message","topic":"copies","partition":0,"offset":0,"key":"tea"
,"value":"tea!"}
{1015 "kind":"message","topic":"copies","partition":0,"offset":1,"key":"milk
","value":"milk!"}
{1015 "kind":"message","topic":"copies","partition":0,"offset":2,"key":"plai
n","value":"plain!"}
{1015 "kind":"message","topic":"copies","partition":0,"offset":3,"key":"x=y"
,"value":"x=y!"}
{1015 "kind":"message","topic":"copies","partition":0,"offset":4,"key":"","v
alue":"!"}
{1015 "kind":"message","topic":"copies","partition":0,"offset":5,"key":"","v
alue":"!"}
END
same found wanted "what a task sends is in the log when the task ends"
like out 'false.*org.apache.spark.SparkException: Task not serializable' \
    "a producer cannot travel"

cat >wall.lua <<'END'
local sc = SparkContext("local[1]", "wall")
local function send() KafkaProducer({}):send("orders", nil, "tea") end
print(pcall(send))
print(pcall(function() sc:parallelize({ 1 }):foreach(send) end))
END
run "$SLUICE" run wall.lua --clock wall
is "$(grep -c 'under the wall clock there is no Kafka to write to' out)" 2 \
    "nothing is sent under the wall clock"

# Count and offsets in one write: for each death every offset is counted once.
lost=""
for at in 1.001 1.01 1.5 2.0 2.02 2.04 2.9 3.0 3.01 3.02 3.03 \
    3.5 4.0 4.01 4.02 4.2 4.7; do
    sed "s/3.02/$at/" "$ROOT/examples/text/ranges.world" >death.world
    run "$SLUICE" run "$ROOT/examples/ranges.lua" --world death.world --until 8s \
        --stores
    sum=$(sed -n 's/^  [0-9]*\t(\([0-9]*\),.*/\1/p' err |
        awk '{ n += $1 } END { print n }')
    [ "$sum" = 120 ] || lost="$lost $at:$sum"
done
is "$lost" "" "none twice, none lost, whenever the driver dies"

finish
