// batches: 0  interval: 1000  master: local[2]
def text(rdd: RDD[_]): String = rdd.toString.replaceAll(" at \\S+:\\d+", " at FILE:LINE")
import java.nio.file._
Files.write(Paths.get(s"$dir/words.txt"), "a b\nc\n".getBytes)
println(lineage(sc.textFile(s"$dir/words.txt").flatMap(_.split(" "))).replace(s"$dir/", ""))
println(text(sc.textFile(s"$dir/words.txt", 1)).replace(s"$dir/", ""))
println(sc.textFile(s"$dir/words.txt").name.replace(s"$dir/", ""))
