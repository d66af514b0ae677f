// batches: 0  interval: 1000  master: local[2]
val records = sc.parallelize(Seq(1, 2), 2).map(x => (Array(x), x))
attempt { records.reduceByKey((a: Int, b: Int) => math.max(a, b)) }
attempt { records.groupByKey() }
attempt { records.partitionBy(new HashPartitioner(2)) }
attempt { records.join(records) }
attempt { records.countByKey() }
println(records.mapValues(v => v).count())
