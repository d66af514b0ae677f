// batches: 0  interval: 1000  master: local[2]
val left = sc.parallelize(Seq(("a", 1)), 2)
val right = sc.parallelize(Seq(("a", 2)), 3)
println(lineage(left.leftOuterJoin(right)))
println(lineage(left.rightOuterJoin(right, 1)))
println(lineage(left.fullOuterJoin(right)))
println(lineage(left.cogroup(right)))
println(lineage(left.cogroup(right, left, right)))
