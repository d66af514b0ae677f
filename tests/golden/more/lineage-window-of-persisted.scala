// batches: 2  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1), 2),
  sc.parallelize(Seq(2), 2)))
input.window(Seconds(2)).foreachRDD { rdd => println(rdd.getStorageLevel); println(lineage(rdd)) }
val mapped = input.map(x => x)
mapped.window(Seconds(2)).persist(StorageLevel.DISK_ONLY).foreachRDD(rdd => println(lineage(rdd)))
mapped.foreachRDD(rdd => println(rdd.getStorageLevel))
