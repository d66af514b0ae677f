// batches: 0  interval: 1000  master: local[2]
val words = sc.parallelize(Seq("a", "b", "a"), 2)
val mapped = sc.longAccumulator("mapped")
val reduced = sc.longAccumulator("reduced")
val counts = words.map { w => mapped.add(1); (w, 1) }.reduceByKey(_ + _).mapValues { n => reduced.add(1); n }
counts.count()
println("count\t" + mapped.value + "\t" + reduced.value)
counts.count()
println("count again\t" + mapped.value + "\t" + reduced.value)
counts.sortByKey().collect()
println("sortByKey\t" + mapped.value + "\t" + reduced.value)
