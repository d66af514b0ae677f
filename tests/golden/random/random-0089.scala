// batches: 1  interval: 250  master: local[3]
val rdd1 = sc.parallelize(Seq[(Int, Long)]((-4, 15999999307L), (11, 6999999874L), (12, 15999999307L), (271, 8999999748L), (7, 15999999307L)), 3)
val s1 = new GeneratorStream[(Boolean, Boolean)](ssc, 2, batch =>
  (1 to (4)).map { i => val made: (Boolean, Boolean) = (math.abs((batch * 7 + i)) % 3 == 0, (batch * 7 + i) > 5); made })
val s2 = ssc.queueStream(mutable.Queue[RDD[(Int, Int)]](
  sc.parallelize(Seq[(Int, Int)]((128, 168), (152, 253), (225, 368), (113, 96), (367, 325), (77, 221), (102, 42), (395, 234), (285, 149), (187, 302), (7, -1), (-9, 365), (389, 198), (104, -2), (230, 146), (215, 290), (200, 164), (238, 214), (296, 80), (56, 233), (211, 286), (133, -2), (8, 138), (242, 24), (216, 38), (43, 291), (-8, 58), (3, 249), (310, 120), (137, 295), (75, 41), (280, 218), (276, 157), (292, 173), (277, 23), (103, 261), (-6, 83), (73, 153), (319, 189), (223, 290), (379, 27), (115, 247), (20, 149), (-6, 344), (378, 63), (27, 21), (166, 169), (347, 264), (324, 68), (75, 148), (-3, 112), (372, 6), (379, 304), (150, 309), (84, 130), (86, -9), (301, 80), (385, 40), (47, 16), (42, 218)), 4)), true)
val s3 = new GeneratorStream[((String, Int), Long)](ssc, 4, batch =>
  (1 to (batch)).map { i => val made: ((String, Int), Long) = (("k" + (batch * 7 + i), (batch * 7 + i)), 5000000000L + (batch * 7 + i)); made })
val s4 = s3.rightOuterJoin(s3)
val s5 = s4.map[(Double, Int)]({ case (k, v) => (k._2 * 0.1, k._2) })
val s6 = s5.glom().map[Int]((x: Array[(Double, Int)]) => (x.size + 3))
s6.cache()
val s7 = s6.union(s6)
s7.foreachRDD { (rdd, time) =>
  for (x <- rdd.collect()) println("  " + x)
}
s2.print(0)
s1.foreachRDD { (rdd, time) =>
  println(time.milliseconds + " count " + rdd.count())
}
