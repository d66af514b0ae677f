// batches: 0  interval: 1000  master: local[2]
val records = sc.parallelize(Seq((1, 2), (3, 4)), 2)
println(lineage(records.sortByKey()))
println(lineage(records.sortByKey(true, 1)))
println(lineage(records.sortBy(_._2)))
println(lineage(records.sortBy(_._2, false, 1)))
println(lineage(records.repartitionAndSortWithinPartitions(new HashPartitioner(2))))
println(lineage(records.sortByKey().mapValues(v => v).sortByKey()))
