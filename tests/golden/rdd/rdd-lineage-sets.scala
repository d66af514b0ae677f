// batches: 0  interval: 1000  master: local[2]
val a = sc.parallelize(Seq(1, 2, 3), 2)
val b = sc.parallelize(Seq(2, 3), 3)
println(lineage(a.distinct()))
println(lineage(a.subtract(b)))
println(lineage(a.intersection(b)))
println(lineage(a.keyBy(x => x).subtractByKey(b.keyBy(x => x))))
