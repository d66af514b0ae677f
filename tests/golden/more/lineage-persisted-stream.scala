// batches: 2  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1), 2),
  sc.parallelize(Seq(2), 2)))
val cached = input.map(x => (x, 1))
cached.cache()
cached.foreachRDD { rdd =>
  println(rdd.getStorageLevel)
  rdd.count()
  println(lineage(rdd))
}
val onDisk = cached.reduceByKey((a: Int, b: Int) => math.max(a, b))
onDisk.persist(StorageLevel.MEMORY_AND_DISK_2)
onDisk.foreachRDD { rdd =>
  rdd.count()
  println(lineage(rdd))
}
