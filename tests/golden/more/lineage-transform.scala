// batches: 1  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(3, 1, 2), 2)))
input.transform(_.sortBy(x => x).map(x => (x, x)).groupByKey()).foreachRDD(rdd => println(lineage(rdd)))
input.transform(rdd => rdd.subtract(rdd)).foreachRDD(rdd => println(lineage(rdd)))
