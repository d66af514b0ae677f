// batches: 3  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
ssc.checkpoint(s"$dir/checkpoint")
val input = ssc.queueStream(mutable.Queue[RDD[(Int, String)]](
  sc.parallelize(Seq((1, "a"), (12, "b")), 2),
  sc.parallelize(Seq((25, "c"), (3, "d")), 2)))
val decades = new Partitioner {
  override def numPartitions: Int = 3
  override def getPartition(key: Any): Int = key.asInstanceOf[Int] / 10
}
input.updateStateByKey((values: Seq[String], state: Option[String]) => Some(state.getOrElse("") + values.mkString): Option[String], decades)
  .foreachRDD(rdd => show(rdd))
