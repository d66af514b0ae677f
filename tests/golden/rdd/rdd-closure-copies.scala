// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
val numbers = sc.parallelize(Seq(1, 2, 3), 2)
var factor = 10
val f = factor
val scaled = numbers.map(x => x * f)
show(scaled)
import java.util.concurrent.atomic.AtomicInteger
val seen = new AtomicInteger
numbers.foreach(x => seen.addAndGet(x))
println(seen.get)
