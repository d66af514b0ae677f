// batches: 2  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1), ("b", 2), ("a", 3)), 2),
  sc.parallelize(Seq(("c", 4)), 2)))
val other = ssc.queueStream(mutable.Queue[RDD[(String, String)]](
  sc.parallelize(Seq(("a", "x"), ("c", "y")), 3),
  sc.parallelize(Seq[(String, String)](), 1)))
input.cogroup(other, 3).foreachRDD(rdd => show(rdd))
input.reduceByKey((a: Int, b: Int) => math.max(a, b), 3).cogroup(other.groupByKey(2), new HashPartitioner(3)).foreachRDD(rdd => show(rdd))
input.cogroup(input.mapValues(-_), new HashPartitioner(1)).print()
