// batches: 3  interval: 1000  master: local[2]
def line(list: Seq[_]): Unit = println(list.mkString(" "))
val loads = sc.longAccumulator("loads")
val lookup = sc.parallelize(Seq(("a", "ann"), ("b", "bob")), 2).map { kv => loads.add(1); kv }.cache()
val input = ssc.queueStream(mutable.Queue[RDD[(String, Int)]](
  sc.parallelize(Seq(("a", 1)), 2),
  sc.parallelize(Seq(("b", 4)), 2)))
input.transform(_.leftOuterJoin(lookup)).foreachRDD { rdd =>
  line(rdd.collect())
  println(loads.value)
}
