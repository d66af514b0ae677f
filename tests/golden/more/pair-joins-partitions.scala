// batches: 2  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1), ("b", 2), ("a", 3)), 2),
  sc.parallelize(Seq(("c", 4)), 2)))
val other = ssc.queueStream(mutable.Queue[RDD[(String, String)]](
  sc.parallelize(Seq(("a", "x"), ("c", "y")), 3),
  sc.parallelize(Seq(("c", "w")), 1)))
input.join(other, 3).foreachRDD(rdd => show(rdd))
input.leftOuterJoin(other, 1).foreachRDD(rdd => show(rdd))
input.rightOuterJoin(other, new HashPartitioner(1)).foreachRDD(rdd => show(rdd))
input.fullOuterJoin(other, 4).foreachRDD(rdd => show(rdd))
input.join(other, new HashPartitioner(2)).foreachRDD(rdd => println(rdd.partitioner))
