// batches: 0  interval: 1000  master: local[2]
val conf = new SparkConf(false).set("spark.n", "5").set("spark.t", "TRUE").set("spark.x", "x").set("spark.time", "90s")
println(conf.get("spark.n") + " " + conf.get("spark.none", "a default"))
println(conf.getOption("spark.n") + " " + conf.getOption("spark.none"))
attempt { conf.get("spark.none") }
println(conf.contains("spark.n") + " " + conf.remove("spark.n").contains("spark.n"))
conf.setIfMissing("spark.x", "y").setIfMissing("spark.n", "7")
println(conf.get("spark.x") + " " + conf.getInt("spark.n", 1) + " " + conf.getInt("spark.none", 1))
println(conf.getBoolean("spark.t", false) + " " + conf.getLong("spark.n", 1) + " " + conf.getDouble("spark.n", 1))
println(conf.getTimeAsMs("spark.time") + " " + conf.getTimeAsSeconds("spark.time") + " " + conf.getTimeAsMs("spark.none", "2m"))
println(conf.set("spark.size", "3m").getSizeAsKb("spark.size") + " " + conf.getSizeAsBytes("spark.none", 12))
attempt { conf.getInt("spark.x", 1) }
attempt { conf.getBoolean("spark.x", true) }
attempt { conf.getTimeAsMs("spark.x") }
attempt { conf.getTimeAsMs("spark.none") }
attempt { conf.set("spark.y", null: String) }
conf.clone.set("spark.x", "z")
conf.setMaster("local[7]").setAppName("conf").setAll(Seq("spark.b" -> "2", "spark.a" -> "1"))
println(conf.toDebugString)
println(conf.getAllWithPrefix("spark.app.").toList.head)
conf.getAll.sorted.foreach(println)
