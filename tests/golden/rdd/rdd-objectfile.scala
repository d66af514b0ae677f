// batches: 0  interval: 1000  master: local[2]
def show(rdd: org.apache.spark.rdd.RDD[_]): Unit = rdd.glom().collect().foreach(a => println(a.mkString("[", " ", "]")))
val pairs = sc.parallelize(Seq(("a", 1), ("b", 2), ("c", 3)), 3)
pairs.saveAsObjectFile(s"$dir/out/pairs")
val back = sc.objectFile[(String, Int)](s"$dir/out/pairs")
println(back.id)
println(back.name)
println(lineage(back).replace(s"$dir/", ""))
show(back.sortByKey(true, 2))
attempt { pairs.saveAsObjectFile(s"$dir/out/pairs") }
pairs.saveAsTextFile(s"$dir/out/texts")
println(pairs.keys.id)
attempt { sc.objectFile[Int](s"$dir/out/missing") }
attempt { sc.objectFile[Int](s"$dir/out/missing").count() }
sc.emptyRDD[Int].saveAsObjectFile(s"$dir/out/none")
println(sc.objectFile[Int](s"$dir/out/none").getNumPartitions)
println(sc.objectFile[(String, Int)](s"$dir/out/none,$dir/out/pair*").count())
val values = Seq(1, 3000000000L, -2.5, 1e21, Double.NaN, "a b", "", "żółw", true, false, null, ("k", (1, 2.0)), (1, "two", 3.0),
  Some(4), None, List(1, List("x"), Nil))
sc.parallelize(values, 1).saveAsObjectFile(s"$dir/out/values")
sc.objectFile[Any](s"$dir/out/values").keyBy(_ => 0).saveAsTextFile(s"$dir/out/seen")
scala.io.Source.fromFile(s"$dir/out/seen/part-00000").getLines().foreach(println)
