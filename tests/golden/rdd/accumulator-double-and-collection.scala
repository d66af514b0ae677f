// batches: 0  interval: 1000  master: local[2]
def line(list: Seq[_]): Unit = println(list.mkString(" "))
val total = sc.doubleAccumulator("total")
println(total.isZero + "\t" + total.value + "\t" + total.count + "\t" + ("avg", total.avg))
sc.parallelize(Seq(1, 2, 4), 2).foreach(x => total.add(x / 2.0))
println(total.isZero + "\t" + total.value + "\t" + total.sum + "\t" + total.count + "\t" + ("avg", total.avg))
import scala.collection.JavaConverters._
val seen = sc.collectionAccumulator[(String, Int)]("seen")
sc.parallelize(Seq(("a", 1), ("b", 2)), 1).foreach { case (k, v) => seen.add((k, v)) }
seen.add(("driver", 3))
println(seen.isZero + "\t" + seen.value.size + "\t" + seen.name)
line(seen.value.asScala)
seen.reset()
println(seen.isZero + "\t" + seen.value.size)
