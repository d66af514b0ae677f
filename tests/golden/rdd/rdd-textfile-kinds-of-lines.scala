// batches: 0  interval: 1000  master: local[2]
def show[T](rdd: RDD[T]): Unit =
  rdd.glom().collect().foreach(part => println(part.mkString("[", " ", "]")))
import java.nio.file._
def write(name: String, text: String): Unit = Files.write(Paths.get(s"$dir/$name"), text.getBytes("UTF-8"))
def quoted(name: String): Unit = show(sc.textFile(s"$dir/$name", 1).map(s => "<" + s + ">"))
write("no-end.txt", "a\nb")
quoted("no-end.txt")
write("windows.txt", "a\r\nb\r\n\r\nc")
quoted("windows.txt")
write("mac.txt", "a\rb\r")
quoted("mac.txt")
write("unicode.txt", "naïve\n日本語\n")
quoted("unicode.txt")
write("empty.txt", "")
quoted("empty.txt")
println(sc.textFile(s"$dir/empty.txt").getNumPartitions + "\t" + sc.textFile(s"$dir/empty.txt").count())
write("newline.txt", "\n")
quoted("newline.txt")
