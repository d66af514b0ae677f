// batches: 0  interval: 1000  master: local[2]
val words = sc.parallelize(Seq("a", "b", "a"), 3)
val counts = words.map(w => (w, 1)).reduceByKey((a: Int, b: Int) => a + b, 2)
println(lineage(counts.map { case (w, n) => (n, w) }.groupByKey(4).join(counts.map { case (w, n) => (n, w) }, 4)))
