-- sluice run --explain --files inbox=words.txt@1ms --until 3s
-- A moment later the stream is there.
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "inbox", Seconds(1))
ssc:textFileStream("inbox"):print()
ssc:start()
ssc:awaitTermination()
