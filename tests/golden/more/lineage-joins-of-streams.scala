// batches: 1  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1)), 3)))
input.leftOuterJoin(input.mapValues(v => v)).foreachRDD(rdd => println(lineage(rdd)))
input.cogroup(input, 1).foreachRDD(rdd => println(lineage(rdd)))
input.groupByKey().foreachRDD(rdd => println(lineage(rdd)))
input.countByValue().foreachRDD(rdd => println(lineage(rdd)))
input.reduce((a, b) => a).foreachRDD(rdd => println(lineage(rdd)))
input.union(input).repartition(2).foreachRDD(rdd => println(lineage(rdd)))
