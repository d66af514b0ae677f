// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val records = sc.parallelize(Seq((1, "a"), (12, "b"), (25, "c"), (7, "d"), (19, "e")), 2)
val decades = new Partitioner {
  override def numPartitions: Int = 3
  override def getPartition(key: Any): Int = key.asInstanceOf[Int] / 10
}
show(records.partitionBy(decades))
show(records.groupByKey(decades).mapValues(_.size))
show(records.partitionBy(decades).reduceByKey((a: String, b: String) => a + b))
println(records.partitionBy(decades).partitioner.get.numPartitions)
println(records.partitionBy(decades).join(records).partitioner.get == decades)
