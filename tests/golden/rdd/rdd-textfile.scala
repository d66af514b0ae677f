// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
import java.nio.file._
Files.write(Paths.get(s"$dir/words.txt"), "the cat\nand the dog\n\nthe end\n".getBytes)
show(sc.textFile(s"$dir/words.txt"))
show(sc.textFile(s"$dir/words.txt", 1))
show(sc.textFile(s"$dir/words.txt", 4))
println(sc.textFile(s"$dir/words.txt").flatMap(_.split(" ")).count())
attempt { sc.textFile(s"$dir/missing.txt") }
attempt { sc.textFile(s"$dir/missing.txt").count() }
attempt { sc.textFile(s"$dir/missing.txt").getNumPartitions }
