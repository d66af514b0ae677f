// batches: 0  interval: 1000  master: local[2]
val left = sc.parallelize(Seq(("a", 1)), 2)
val right = sc.parallelize(Seq(("a", 2)), 3)
println(lineage(left.join(right)))
val parts = left.partitionBy(new HashPartitioner(3))
println(lineage(parts.join(right)))
println(lineage(parts.join(right.reduceByKey((a: Int, b: Int) => math.max(a, b), 3))))
println(lineage(left.join(left)))
