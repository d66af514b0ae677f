// batches: 0  interval: 1000  master: local[2]
val numbers = sc.parallelize(Seq(1, 2, 3), 2)
println(lineage(numbers.flatMap(x => Seq(x)).mapPartitions(iterator => iterator).glom()))
println(lineage(numbers.keyBy(x => x).mapValues(v => v).flatMapValues(v => Seq(v)).keys))
println(lineage(numbers.mapPartitionsWithIndex((_, list) => list).sample(false, 0.5, 1).keyBy(x => x).values))
println(lineage(sc.union(Seq(numbers, numbers.map(x => x), sc.emptyRDD[Int]))))
println(lineage(sc.range(0, 4, 1, 2)))
println(lineage(sc.makeRDD(Seq(1), 1)))
println(lineage(sc.emptyRDD[Int]))
