// batches: 0  interval: 1000  master: local[2]
def show(rdd: org.apache.spark.rdd.RDD[_]): Unit = rdd.glom().collect().foreach(a => println(a.mkString("[", " ", "]")))
val numbers = sc.range(0, 10, 1, 4)
val fewer = sc.range(0, 4, 1, 4)
show(numbers.zipPartitions(fewer)((a, b) => a ++ b))
show(numbers.zipPartitions(numbers, fewer)((a, b, c) => Iterator((a.size, b.size), (c.size, 0))))
show(numbers.zipPartitions(fewer, numbers, fewer)((a, b, c, d) => if (a.size > 2) d else Iterator()))
println(lineage(numbers.zipPartitions(fewer)((a, b) => a ++ b)))
println(lineage(numbers.zipPartitions(numbers, fewer)((a, b, c) => a)))
println(lineage(numbers.zipPartitions(numbers, numbers, fewer)((a, b, c, d) => a)))
attempt { numbers.zipPartitions(sc.range(0, 8, 1, 3))((a, b) => a ++ b) }
attempt { numbers.zipPartitions(sc.range(0, 8, 1, 3))((a, b) => a ++ b).count() }
attempt { numbers.zipPartitions(fewer, sc.range(0, 8, 1, 2))((a, b, c) => a ++ b).count() }
val pairs = numbers.map(x => (x, x))
val hashed = pairs.partitionBy(new org.apache.spark.HashPartitioner(4))
println(hashed.zipPartitions(pairs, true)((a, b) => a ++ b).partitioner)
println(hashed.zipPartitions(pairs)((a, b) => a ++ b).partitioner)
println(pairs.zipPartitions(hashed, true)((a, b) => a ++ b).partitioner)
println(numbers.map(x => x).id)
