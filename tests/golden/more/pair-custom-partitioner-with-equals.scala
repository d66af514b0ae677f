// batches: 1  interval: 1000  master: local[2]
val input = ssc.queueStream(mutable.Queue[RDD[(Int, String)]](
  sc.parallelize(Seq((1, "a"), (12, "b"), (25, "c")), 2)))
class Decades extends Partitioner {
  override def numPartitions: Int = 3
  override def getPartition(key: Any): Int = key.asInstanceOf[Int] / 10
}
def decades() = new Decades
val (first, second) = (decades(), decades())
println((first == first) + "\t" + (first == second))
input.groupByKey(first).foreachRDD { rdd =>
  println(rdd.groupByKey(first).count() + "\t" + rdd.groupByKey(second).count())
}
