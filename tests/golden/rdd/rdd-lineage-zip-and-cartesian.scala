// batches: 0  interval: 1000  master: local[2]
val a = sc.parallelize(Seq(1, 2, 3), 2)
val b = sc.parallelize(Seq(2, 3, 4), 2)
println(lineage(a.zip(b)))
println(lineage(a.cartesian(b)))
println(lineage(a.zipWithIndex()))
println(lineage(a.zipWithUniqueId()))
println(lineage(a.map(x => x).zip(a.map(x => x))))
