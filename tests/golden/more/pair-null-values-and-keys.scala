// batches: 1  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val input = ssc.queueStream(mutable.Queue[RDD[(String, Integer)]](sc.parallelize(
  Seq[(String, Integer)](("a", 1), (null, 2), ("b", null), (null, 3), ("a", null)), 2)))
input.groupByKey(2).foreachRDD(rdd => show(rdd))
input.join(input, 1).print(20)
input.leftOuterJoin(input.filter(_._1 == null), 1).print()
input.mapValues(v => if (v == null) "none" else "v" + v).print()
input.transform(_.keys.distinct(1)).print()
input.countByValue(1).print()
