// batches: 0  interval: 1000  master: local[2]
val left = sc.parallelize(Seq(("a", 1)), 2)
val right = sc.parallelize(Seq(("a", 2)), 3)
val parts = left.partitionBy(new HashPartitioner(2))
println(lineage(parts.subtractByKey(right)))
println(lineage(parts.subtract(right)))
println(parts.subtract(right).partitioner)
println(lineage(parts.subtract(parts)))
