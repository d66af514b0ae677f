// bench/spark/Bench.scala -- the works of bench/*_dstream.lua on Spark Streaming.
//
// Bench MASTER WORK ROUNDS [ARG]...: a round is a batch. Each ends with a line: the
// "Time: " of print(), or "round". At last comes what the work has found.
//
// The work "tcp" has no rounds; it counts lines from a socket, on the real clock. For all
// others the clock is manual and moves as soon as a batch is done. One further batch is always
// formed ahead, as on a real clock that batches do not keep up with: so the generator
// of jobs works beside the batch that runs, and never makes it wait.
// SPDX-License-Identifier: MIT

package org.apache.spark.streaming.bench

import java.nio.charset.StandardCharsets.UTF_8

import scala.collection.mutable
import scala.reflect.ClassTag

import org.apache.spark.SparkConf
import org.apache.spark.rdd.RDD
import org.apache.spark.streaming._
import org.apache.spark.streaming.dstream.DStream
import org.apache.spark.streaming.scheduler.{StreamingListener, StreamingListenerBatchCompleted}
import org.apache.spark.util.ManualClock

/** What bench/text.lua calls a tally. */
class Tally {
  private var words, distinct, sum = 0L

  def add(word: String, count: Long): Unit = {
    val hash = word.getBytes(UTF_8).foldLeft(0L)((h, byte) => (h * 31 + (byte & 0xff)) & 0x7fffffffL)
    words += count
    distinct += 1
    sum = (sum + hash * count) & 0x7fffffffL
  }

  override def toString: String = s"$words $distinct $sum"
}

/** The records of bench/keyed.lua, made in the tasks and kept in memory as objects. */
class Keyed(ssc: StreamingContext, workload: String, keys: Int) {
  private val Quarters = 4
  private val values =
    if (Set("inverse30", "updateAll")(workload)) 100 else if (keys < 100000) 10 else 1

  private def input(first: Int, n: Int, values: Int): RDD[(String, Int)] = {
    val rdd = ssc.sparkContext.range(0, n.toLong * values, 1, 2)
      .map(j => ("k" + (first + j * 7919 % n), (j % 97).toInt + 1)).cache()
    rdd.count()
    rdd
  }

  def whole(values: Int = values): Seq[RDD[(String, Int)]] = Seq(input(0, keys, values))

  def quarters(): Seq[RDD[(String, Int)]] = {
    val n = keys / Quarters
    (0 until Quarters).map(i => input(i * n, n, values))
  }
}

object Keyed {
  /** A number that stands for a result; their sum does not depend on order. */
  def check(key: String, value: Long): Long = key.substring(1).toLong * value % 1000003
}

/** Where outputs leave their result. Apart from Works, which a checkpoint cannot hold. */
object Result {
  @volatile var rounds = 0
  @volatile var found = ""

  def isLast(time: Time): Boolean = time.milliseconds == 1000L * rounds
}

/** The works, by name; each defines its streams. */
class Works(ssc: StreamingContext, rounds: Int, args: Seq[String]) {
  private val sc = ssc.sparkContext

  // Streams unpersist the RDDs that they hand out, when they are old: of each batch that
  // is another one, which reads the one that is kept.
  private def stream[T: ClassTag](inputs: Seq[RDD[T]]): DStream[T] =
    ssc.queueStream(mutable.Queue((0 until rounds).map { i =>
      inputs(i % inputs.size).mapPartitions(records => records)
    }: _*))

  def define(work: String): Unit = work match {
    case "count" => count(args.head)
    case "filter" => filter(args.head)
    case "keyed" => keyed(args.head, args(1).toInt, args(2))
    case "tiny" =>
      printCounts(stream(Seq(sc.parallelize(Seq("the river rises in the hills and runs to",
        "the sea and the sea gives it back to the clouds"), 2))))
    case "tcp" => tcp(args.head.toInt, args(1).toLong)
    case "start" => printCounts(stream(Seq(sc.parallelize(Seq("to be or not to be"), 2))))
  }

  private def printCounts(lines: DStream[String]): DStream[(String, Int)] = {
    val counts = lines.flatMap(_.split(" ")).map(word => (word, 1)).reduceByKey(_ + _)
    counts.print()
    counts
  }

  private def count(path: String): Unit = {
    val inputs = (0 until rounds).map(_ => sc.textFile(path, 2))
    printCounts(stream(inputs)).foreachRDD { (rdd, time) =>
      if (Result.isLast(time)) {
        val tally = new Tally
        rdd.collect().foreach { case (word, n) => tally.add(word, n) }
        Result.found = tally.toString
      }
    }
  }

  private def filter(test: String): Unit = {
    val lines = sc.range(0, 1000000, 1, 2).map { i =>
      val rest = if (i % 3 == 0) "quick brown foxes jump over the lazy dog"
        else "quick brown foxes jump over two lazy dogs"
      f"$i%08d $rest"
    }.cache()
    lines.count()
    val kept = test match {
      case "length" => stream(Seq(lines)).filter(_.length > 49)
      case "content" => stream(Seq(lines)).filter(_.contains("99"))
    }
    kept.foreachRDD { rdd =>
      Result.found = rdd.count().toString
      println("round")
    }
  }

  private def tcp(port: Int, lines: Long): Unit = {
    var counted = 0L
    ssc.socketTextStream("127.0.0.1", port).foreachRDD { rdd =>
      counted += rdd.count()
      if (counted >= lines) Result.found = counted.toString
    }
  }

  private def keyed(workload: String, keys: Int, folder: String): Unit = {
    ssc.checkpoint(folder)
    val data = new Keyed(ssc, workload, keys)
    val result: DStream[(String, Int)] = workload match {
      case "groupByKey" => stream(data.whole()).groupByKey().mapValues(_.sum)
      case "join" =>
        stream(data.whole()).join(stream(data.whole(1))).mapValues { case (a, b) => a + b }
      case "window" =>
        stream(data.quarters()).reduceByKeyAndWindow(
          (a: Int, b: Int) => a + b, Seconds(4), Seconds(1))
      case "inverse" => slide(data.quarters(), 4)
      case "inverse30" => slide(data.whole(), 30)
      case "updateStateByKey" => update(data.quarters())
      case "updateAll" => update(data.whole())
      case "mapWithState" =>
        stream(data.quarters()).mapWithState(StateSpec.function(
          (key: String, value: Option[Int], state: State[Int]) => {
            val sum = value.get + state.getOption.getOrElse(0)
            state.update(sum)
            (key, sum)
          }))
    }
    result.foreachRDD { (rdd, time) =>
      val count = rdd.count()
      println("round")
      if (Result.isLast(time)) {
        val sum = rdd.map { case (key, value) => Keyed.check(key, value) }.reduce(_ + _)
        Result.found = s"$count $sum"
      }
    }
  }

  private def slide(inputs: Seq[RDD[(String, Int)]], seconds: Int): DStream[(String, Int)] =
    stream(inputs).reduceByKeyAndWindow(_ + _, _ - _, Seconds(seconds), Seconds(1))

  private def update(inputs: Seq[RDD[(String, Int)]]): DStream[(String, Int)] =
    stream(inputs).updateStateByKey(
      (values: Seq[Int], state: Option[Int]) => Some(state.getOrElse(0) + values.sum))
}

object Bench {
  private def runOnManualClock(ssc: StreamingContext, rounds: Int): Unit = {
    var formed, done = 0
    val lock = new Object
    def form(): Unit = if (formed < rounds) {
      formed += 1
      ssc.scheduler.clock.asInstanceOf[ManualClock].advance(1000)
    }
    ssc.addStreamingListener(new StreamingListener {
      override def onBatchCompleted(event: StreamingListenerBatchCompleted): Unit =
        lock.synchronized {
          done += 1
          form()
          lock.notifyAll()
        }
    })
    ssc.start()
    lock.synchronized {
      form()
      form()
      while (done < rounds) lock.wait()
    }
  }

  private def runOnRealClock(ssc: StreamingContext): Unit = {
    ssc.start()
    while (Result.found.isEmpty) Thread.sleep(20)
  }

  def main(args: Array[String]): Unit = {
    val Array(master, work, rounds) = args.take(3)
    val conf = new SparkConf(false).setMaster(master).setAppName("Bench")
      .set("spark.default.parallelism", "2")
      .set("spark.ui.enabled", "false")
      .set("spark.driver.bindAddress", "127.0.0.1")
    if (work != "tcp") conf.set("spark.streaming.clock", classOf[ManualClock].getName)
    val ssc = new StreamingContext(conf, Seconds(1))
    Result.rounds = rounds.toInt
    new Works(ssc, rounds.toInt, args.toSeq.drop(3)).define(work)

    if (work == "tcp") runOnRealClock(ssc) else runOnManualClock(ssc, rounds.toInt)
    ssc.stop(stopSparkContext = true, stopGracefully = false)
    println(Result.found)
    System.exit(0)
  }
}
