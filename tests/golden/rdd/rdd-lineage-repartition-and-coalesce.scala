// batches: 0  interval: 1000  master: local[2]
val a = sc.parallelize(Seq(1, 2, 3), 4)
println(lineage(a.repartition(2)))
println(lineage(a.coalesce(2)))
println(lineage(a.coalesce(3, true)))
println(lineage(a.coalesce(9)))
println(lineage(a.keyBy(x => x).partitionBy(new HashPartitioner(4)).coalesce(2)))
