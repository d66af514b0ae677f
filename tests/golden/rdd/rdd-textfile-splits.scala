// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
import java.nio.file._
val text = (1 to 40).map(i => i + "x" * (i % 7) + "\n").mkString
Files.write(Paths.get(s"$dir/lines.txt"), text.getBytes)
for (n <- 1 to 7) {
  println(n)
  show(sc.textFile(s"$dir/lines.txt", n))
}
