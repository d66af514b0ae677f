// batches: 3  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
ssc.checkpoint(s"$dir/checkpoint")
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1), ("b", 1)), 2),
  sc.parallelize(Seq(("a", 2), ("c", 1)), 2)))
val update = (values: Seq[Int], state: Option[Int]) => Some(state.getOrElse(0) + values.size): Option[Int]
input.updateStateByKey(update, 3).foreachRDD(rdd => show(rdd))
input.updateStateByKey(update, new HashPartitioner(1)).foreachRDD(rdd => show(rdd))
