// batches: 2  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val input = ssc.queueStream(mutable.Queue[RDD[(Int, String)]](
  sc.parallelize(Seq((1, "a"), (12, "b"), (25, "c"), (7, "d")), 2),
  sc.parallelize(Seq((19, "e"), (3, "f")), 2)))
val decades = new Partitioner {
  override def numPartitions: Int = 3
  override def getPartition(key: Any): Int = key.asInstanceOf[Int] / 10
}
input.groupByKey(decades).foreachRDD(rdd => show(rdd))
input.reduceByKey((a: String, b: String) => a + b, decades).join(input, decades).foreachRDD(rdd => show(rdd))
input.combineByKey((v: String) => v, (a: String, v: String) => a + v, (a: String, b: String) => a + b, decades)
  .foreachRDD(rdd => show(rdd))
