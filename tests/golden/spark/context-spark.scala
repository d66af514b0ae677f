// batches: 0  interval: 1000  master: local[2]  own-context
def conf(name: String) = newConf().setAppName(name)
attempt { new SparkContext(new SparkConf(false)) }
attempt { new SparkContext(new SparkConf(false).setMaster("local")) }
attempt { SparkContext.getOrCreate(new SparkConf(false).setAppName("x")) }
val settings = conf("first").set("spark.mine", "1")
val sc = new SparkContext(settings)
attempt { new SparkContext(settings) }
attempt { new SparkContext("local", "other") }
attempt { new StreamingContext(conf("other"), Seconds(1)) }
println(SparkContext.getOrCreate() eq sc)
println(SparkContext.getOrCreate(conf("other").set("spark.mine", "2")) eq sc)
settings.set("spark.mine", "3")
sc.getConf.set("spark.mine", "4")
println(sc.getConf.get("spark.mine"))
println(sc.master + " " + sc.appName + " " + sc.version + " " + sc.isLocal + " " + sc.deployMode)
println(sc.defaultParallelism + " " + sc.defaultMinPartitions + " " + sc.applicationId.take(6) + " " + sc.isStopped)
println(sc.getConf.get("spark.executor.id") + " " + sc.getConf.getAppId.take(6))
attempt { sc.setLogLevel("banana") }
attempt { sc.setLogLevel("warn") }
sc.setLogLevel("OFF")
val rdd = sc.parallelize(Seq(1, 2, 3), 2)
println(rdd.getNumPartitions + " " + sc.emptyRDD[Int].getNumPartitions + " " + sc.makeRDD(Seq(1)).id)
sc.stop()
sc.stop()
println(sc.isStopped + " " + sc.master + " " + sc.appName + " " + sc.getConf.get("spark.mine"))
attempt { sc.parallelize(Seq(1)) }
attempt { sc.makeRDD(Seq(1)) }
attempt { sc.emptyRDD[Int] }
attempt { sc.defaultParallelism }
attempt { rdd.count() }
println(rdd.id + " " + rdd.getNumPartitions)
val again = new SparkContext("local[3]", "again", conf("not this").setMaster("local[1]"))
println(again.appName + " " + again.master + " " + again.defaultParallelism + " " + again.isStopped + " " + sc.isStopped)
println(again.parallelize(Seq(1), 1).id + " " + again.parallelize(Seq(1, 2, 3)).getNumPartitions)
println(SparkContext.getOrCreate() eq again)
attempt { rdd.count() }
again.stop()
println(SparkContext.getOrCreate(conf("third")).appName)
