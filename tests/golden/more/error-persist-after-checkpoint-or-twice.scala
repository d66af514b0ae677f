// batches: 0  interval: 1000  master: local[2]
val numbers = sc.parallelize(Seq(1, 2, 3), 2)
numbers.cache()
attempt { numbers.persist(StorageLevel.DISK_ONLY) }
val input = ssc.queueStream(mutable.Queue[RDD[Int]](
  sc.parallelize(Seq(1), 1)))
attempt { input.persist().persist(StorageLevel.DISK_ONLY) }
attempt { input.window(Seconds(2)).persist(StorageLevel.DISK_ONLY).cache() }
