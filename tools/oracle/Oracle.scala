// tools/oracle/Oracle.scala -- runs programs on Spark Streaming, on a manual clock.
//
// The clock starts at 0 and moves by one batch interval at a time; the next step waits
// until Spark has nothing left to do for the last one. So output and events are the same
// in every run, and a batch takes as long as its work.
// SPDX-License-Identifier: MIT

package org.apache.spark.streaming.test

import java.io.{ByteArrayOutputStream, File, OutputStream, PrintStream}
import java.nio.file.{Files, Path, Paths}
import java.util.concurrent.{BlockingQueue, ThreadPoolExecutor}

import scala.collection.JavaConverters._
import scala.concurrent.{blocking, Await, Future, TimeoutException}
import scala.concurrent.ExecutionContext.Implicits.global
import scala.concurrent.duration._
import scala.reflect.ClassTag
import scala.util.Try

import org.apache.spark.{SparkConf, SparkContext}
import org.apache.spark.rdd.RDD
import org.apache.spark.streaming.{Milliseconds, StreamingContext, StreamingContextState, Time}
import org.apache.spark.streaming.dstream.InputDStream
import org.apache.spark.util.{CallSite, EventLoop, ManualClock}

/** A program: its body builds the streams; the oracle starts and runs them. */
trait Program extends Serializable {
  def apply(oracle: Oracle, ssc: StreamingContext, sc: SparkContext, dir: String): Unit
}

/** The first line of a program: `// batches: 6  interval: 1000  master: local[2]  conf k=v`.
 *  With the word `own-context` the program makes its contexts itself, by `newContext()`. */
case class Header(
    batches: Int, interval: Long, master: String, conf: Seq[(String, String)], ownContext: Boolean)

object Header {
  def parse(line: String): Header = {
    def field(name: String) = s"\\b$name: *(\\S+)".r.findFirstMatchIn(line).map(_.group(1))
    val conf = "\\bconf +([^ =]+)=(\\S+)".r.findAllMatchIn(line).map(m => (m.group(1), m.group(2)))
    Header(
      field("batches").fold(1)(_.toInt),
      field("interval").fold(1000L)(_.toLong),
      field("master").getOrElse("local[2]"),
      conf.toList,
      "\\bown-context\\b".r.findFirstIn(line).isDefined)
  }
}

object Oracle {

  /** The lineage of an RDD, without places in the program and without sizes in memory. */
  def lineage(rdd: RDD[_]): String = rdd.toDebugString
    .replaceAll(" at \\S+:\\d+", " at FILE:LINE")
    .replaceAll("\n[^\n]*CachedPartitions[^\n]*", "")
}

/** One run of one program, and the words that a program may use besides Spark's own. */
class Oracle(name: String, header: Header, dir: Path, trace: Option[Trace]) {

  private var current: StreamingContext = _
  private var firstError: Option[Throwable] = None

  /** A configuration with the manual clock, the program's master and settings. */
  def newConf(): SparkConf = new SparkConf(false)
    .setMaster(header.master)
    .setAppName(name)
    .set("spark.streaming.clock", classOf[ManualClock].getName)
    .set("spark.ui.enabled", "false")
    .set("spark.driver.bindAddress", "127.0.0.1")
    .set("spark.local.dir", dir.resolve(".spark").toString)
    .setAll(header.conf)

  def newContext(): StreamingContext =
    use(new StreamingContext(newConf(), Milliseconds(header.interval)))

  /** Makes a context, such as a recovered one, the one that `run` works on. */
  def use(ssc: StreamingContext): StreamingContext = {
    if (ssc ne current) trace.foreach(_.listen(ssc))
    current = ssc
    ssc
  }

  /** Starts the context if need be and runs the next n batches. */
  def run(n: Int): Unit = {
    if (current.getState() == StreamingContextState.INITIALIZED) current.start()
    val quiet = new Quiet(current)
    quiet.await()
    for (_ <- 1 to n) {
      quiet.step(header.interval)
      trace.foreach(_.flush(current.sparkContext))
      firstError = firstError.orElse(Try(current.awaitTerminationOrTimeout(0)).failed.toOption)
    }
  }

  /** Runs the batches that the header asks for; then throws what awaitTermination would. */
  def await(): Unit = {
    run(header.batches)
    firstError.foreach(throw _)
  }

  /** Prints `ok`, or the class and the first line of the text of what was thrown. */
  def attempt(action: => Any): Unit =
    try {
      action
      println("ok")
    } catch {
      case e: Throwable =>
        val text = String.valueOf(e.getMessage).split("\n")(0).replace(s"$dir/", "")
        println(s"${e.getClass.getName}: $text")
    }

  /** Prints the files below a folder, by name, with their lines; hidden files are left out. */
  def listing(folder: String): Unit = {
    val files = Files.walk(Paths.get(folder)).iterator.asScala.filter(Files.isRegularFile(_))
    val shown = files.map(f => dir.relativize(f).toString -> f)
      .filterNot { case (path, _) => path.split("/").exists(_.startsWith(".")) }
    for ((path, file) <- shown.toSeq.sortBy(_._1)) {
      println(path)
      Files.readAllLines(file).asScala.foreach(line => println("  " + line))
    }
  }

  def execute(program: Program): Unit = {
    try {
      if (header.ownContext) program(this, null, null, dir.toString)
      else {
        val ssc = newContext()
        program(this, ssc, ssc.sparkContext, dir.toString)
        val untouched = ssc.getState() == StreamingContextState.INITIALIZED
        if (untouched && header.batches > 0) run(header.batches)
      }
    } finally {
      (Option(current) ++ StreamingContext.getActive()).foreach(_.stop(true, false))
      SparkContext.getActive.foreach(_.stop())
    }
  }
}

/** An input stream that makes the records of batch n, the one at time n * interval, from n.
 *  Unlike a queue of RDDs it can be recovered from a checkpoint. */
class GeneratorStream[T: ClassTag](ssc: StreamingContext, partitions: Int, records: Int => Seq[T])
    extends InputDStream[T](ssc) {
  override private[streaming] val creationSite = CallSite("generatorStream", "")
  override def start(): Unit = ()
  override def stop(): Unit = ()
  override def compute(time: Time): Option[RDD[T]] =
    Some(context.sparkContext.parallelize(
      records((time.milliseconds / slideDuration.milliseconds).toInt), partitions))
}

/** Knows when a streaming context has nothing left to do at its clock's present time. */
class Quiet(ssc: StreamingContext) {

  private val scheduler = ssc.scheduler
  private val generator = field[AnyRef](scheduler, "jobGenerator")
  private val timer = field[AnyRef](generator, "timer")
  private val executor = field[ThreadPoolExecutor](scheduler, "jobExecutor")

  def step(interval: Long): Unit = {
    scheduler.clock match {
      case clock: ManualClock => clock.advance(interval)
      case _ => Thread.sleep(interval)
    }
    await()
  }

  def await(): Unit = {
    val deadline = System.nanoTime + 120L * 1000 * 1000 * 1000
    while (!(idle && idle)) {
      if (System.nanoTime > deadline) throw new IllegalStateException("a batch does not end")
      Thread.sleep(0, 200000)
    }
  }

  private def idle: Boolean =
    ticked && waiting(field[EventLoop[_]](generator, "eventLoop")) && free(executor) &&
      waiting(field[EventLoop[_]](scheduler, "eventLoop")) && checkpointed

  private def ticked: Boolean = scheduler.clock match {
    case clock: ManualClock => field[Long](timer, "nextTime") > clock.getTimeMillis()
    case _ => true
  }

  private def checkpointed: Boolean = {
    val writer = field[AnyRef](generator, "checkpointWriter")
    writer == null || free(field[ThreadPoolExecutor](writer, "executor"))
  }

  private def free(pool: ThreadPoolExecutor) = pool.getActiveCount == 0 && pool.getQueue.isEmpty

  private def waiting(loop: EventLoop[_]): Boolean = {
    val thread = field[Thread](loop, "eventThread")
    field[BlockingQueue[_]](loop, "eventQueue").isEmpty &&
      thread.getState == Thread.State.WAITING &&
      !thread.getStackTrace.exists(_.getMethodName == "onReceive")
  }

  /** The private field of that name, wherever in the class's line it is declared. */
  private def field[T](owner: AnyRef, name: String): T = {
    val line = Iterator.iterate[Class[_]](owner.getClass)(_.getSuperclass).takeWhile(_ != null)
    val found = line.flatMap(_.getDeclaredFields).find { f =>
      f.getName == name || f.getName.endsWith("$$" + name)
    }.get
    found.setAccessible(true)
    found.get(owner).asInstanceOf[T]
  }
}

/** Standard output that can be sent to another place while programs run. */
class Switch(var target: OutputStream) extends OutputStream {
  override def write(byte: Int): Unit = target.write(byte)
  override def write(bytes: Array[Byte], from: Int, count: Int): Unit =
    target.write(bytes, from, count)
  override def flush(): Unit = target.flush()
}

object Main {

  private val stderr = System.err

  def main(args: Array[String]): Unit = {
    val Array(out, trace, list, log) = args
    val stdout = System.out
    val switch = new Switch(stdout)
    System.setOut(new PrintStream(switch, true, "UTF-8"))
    if (log == "off") System.setErr(new PrintStream(OutputStream.nullOutputStream))

    val programs = Files.readAllLines(Paths.get(list)).asScala.map(_.split(" ", 3))
    val failures = programs.count { case Array(name, className, source) =>
      val captured = new ByteArrayOutputStream
      switch.target = captured
      val events = if (trace == "yes") Some(new Trace) else None
      val run = Future(blocking(execute(name, className, source, events)))
      val failed = try Await.result(run, 3.minutes) catch {
        case _: TimeoutException =>
          stderr.println(s"$name: does not end")
          Runtime.getRuntime.halt(1)
          true
      }
      switch.target = stdout

      if (out == "-") stdout.write(captured.toByteArray)
      else {
        Files.write(Paths.get(out, name + ".out"), captured.toByteArray)
        events.foreach(e => Files.write(Paths.get(out, name + ".events"), e.lines.asJava))
      }
      failed
    }
    stdout.flush()
    System.exit(if (failures > 0) 1 else 0)
  }

  /** Runs one program; true if it threw. */
  private def execute(name: String, className: String, source: String, trace: Option[Trace]) = {
    val header = Header.parse(Files.lines(Paths.get(source)).findFirst.get)
    val program = Class.forName(className + "$").getField("MODULE$").get(null).asInstanceOf[Program]
    val dir = Files.createTempDirectory("oracle")
    try {
      new Oracle(name, header, dir, trace).execute(program)
      false
    } catch {
      case e: Throwable =>
        stderr.println(s"$name: $e")
        for (frame <- e.getStackTrace if frame.getClassName.contains(".test.P_"))
          stderr.println(s"  at ${frame.getFileName}:${frame.getLineNumber}")
        true
    } finally delete(dir.toFile)
  }

  private def delete(file: File): Unit = {
    Option(file.listFiles).foreach(_.foreach(delete))
    file.delete()
  }
}
