// batches: 0  interval: 1000  master: local[2]
val records = sc.parallelize(Seq((1, "a"), (12, "b")), 1)
val broken = new Partitioner {
  override def numPartitions: Int = 2
  override def getPartition(key: Any): Int = key.asInstanceOf[Int]
}
attempt { records.partitionBy(broken).count() }
