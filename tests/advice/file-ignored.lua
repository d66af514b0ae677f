-- sluice run --explain --files inbox=words.txt@0s --until 3s
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "inbox", Seconds(1))
ssc:textFileStream("inbox"):print()
ssc:start()
ssc:awaitTermination()
