// tools/oracle/Trace.scala -- what ran: batches, outputs, Spark jobs, stages and tasks.
//
// One JSON object a line, in the order of the batches; nothing in it depends on the wall
// clock, on file names or on line numbers.
//
//   {"event":"batch","time":1000,"records":{"0":3}}
//   {"event":"output","time":1000,"id":0,"name":"print"}
//   {"event":"job","time":1000,"output":0,"stages":[
//       {"name":"map","tasks":2,"parents":[]},{"name":"print","tasks":1,"parents":[0]}]}
//
// A stage has "skipped":true if its shuffle files were there already; a job, an output and
// a batch have "failed":true. "parents" are positions in the same list. A job that no output
// started, such as one run by a transform function, has "time":null.
// `sluice view TRACE events` writes the same of a run of sluice.
// SPDX-License-Identifier: MIT

package org.apache.spark.streaming.test

import scala.collection.mutable

import org.apache.spark.SparkContext
import org.apache.spark.scheduler._
import org.apache.spark.streaming.StreamingContext
import org.apache.spark.streaming.scheduler._

class Trace {

  val lines = mutable.ArrayBuffer[String]()

  private class StageRecord(val info: StageInfo) {
    val name = word(info.name)
    var submitted = false
  }

  private class JobRecord(
      val output: Option[Int], val time: Option[Long], val stages: Seq[StageRecord]) {
    var failed = false
  }

  private val jobs = mutable.LinkedHashMap[Int, JobRecord]()
  private val batches = mutable.ArrayBuffer[BatchInfo]()

  private object SparkEvents extends SparkListener {
    override def onJobStart(e: SparkListenerJobStart): Unit = synchronized {
      def property(name: String) = Option(e.properties).flatMap(p => Option(p.getProperty(name)))
      jobs(e.jobId) = new JobRecord(
        property("spark.streaming.internal.outputOpId").map(_.toInt),
        property("spark.streaming.internal.batchTime").map(_.toLong),
        e.stageInfos.sortBy(_.stageId).map(new StageRecord(_)))
    }

    override def onStageSubmitted(e: SparkListenerStageSubmitted): Unit = synchronized {
      for (job <- jobs.values; stage <- job.stages if stage.info.stageId == e.stageInfo.stageId)
        stage.submitted = true
    }

    override def onJobEnd(e: SparkListenerJobEnd): Unit = synchronized {
      jobs(e.jobId).failed = e.jobResult != JobSucceeded
    }
  }

  private object StreamingEvents extends StreamingListener {
    override def onBatchCompleted(e: StreamingListenerBatchCompleted): Unit =
      SparkEvents.synchronized { batches += e.batchInfo }
  }

  def listen(ssc: StreamingContext): Unit = {
    ssc.sparkContext.addSparkListener(SparkEvents)
    ssc.addStreamingListener(StreamingEvents)
  }

  /** Writes what has happened since the last call. */
  def flush(sc: SparkContext): Unit = {
    sc.listenerBus.waitUntilEmpty()
    SparkEvents.synchronized {
      jobs.values.filter(_.time.isEmpty).foreach(job => lines += jobLine(job))
      for (batch <- batches.sortBy(_.batchTime.milliseconds)) writeBatch(batch)
      batches.clear()
      jobs.clear()
    }
  }

  private def writeBatch(batch: BatchInfo): Unit = {
    val time = batch.batchTime.milliseconds
    val outputs = batch.outputOperationInfos.values.toSeq.sortBy(_.id)
    val records = batch.streamIdToInputInfo.toSeq.sortBy(_._1)
      .map { case (id, info) => s""""$id":${info.numRecords}""" }
    lines += s"""{"event":"batch","time":$time,"records":{${records.mkString(",")}}""" +
      failed(outputs.exists(_.failureReason.isDefined)) + "}"
    for (output <- outputs) {
      val name = word(output.name)
      lines += s"""{"event":"output","time":$time,"id":${output.id},"name":"$name"""" +
        failed(output.failureReason.isDefined) + "}"
      jobs.values.filter(j => j.time.contains(time) && j.output.contains(output.id))
        .foreach(job => lines += jobLine(job))
    }
  }

  private def jobLine(job: JobRecord): String = {
    val ordered = inOrder(job.stages)
    val position = ordered.map(_.info.stageId).zipWithIndex.toMap
    val stages = ordered.map { stage =>
      val parents = stage.info.parentIds.map(position).sorted.mkString(",")
      val tasks = stage.info.numTasks
      val skipped = if (stage.submitted) "" else ""","skipped":true"""
      s"""{"name":"${stage.name}","tasks":$tasks,"parents":[$parents]$skipped}"""
    }
    val time = job.time.fold("null")(_.toString)
    val output = job.output.fold("null")(_.toString)
    s"""{"event":"job","time":$time,"output":$output,"stages":[${stages.mkString(",")}]""" +
      failed(job.failed) + "}"
  }

  /** The stages of a job, parents first. Spark numbers stages of one depth in no fixed order,
   *  so these are sorted: those that run before the skipped ones, then by name, by size, by
   *  what they are made from and by what is made from them, then by the places of their
   *  neighbours. */
  private def inOrder(stages: Seq[StageRecord]): Seq[StageRecord] = {
    val parents = stages.map { stage =>
      stage -> stages.filter(other => stage.info.parentIds.contains(other.info.stageId))
    }.toMap
    val depth = mutable.Map[StageRecord, Int]()
    val origin = mutable.Map[StageRecord, String]()
    for (stage <- stages) { // by number, so parents come first
      depth(stage) = parents(stage).map(depth(_) + 1).foldLeft(0)(math.max)
      origin(stage) = (stage.submitted, stage.name, stage.info.numTasks,
        parents(stage).map(origin).sorted.hashCode).toString
    }
    def use(stage: StageRecord) =
      stages.filter(parents(_).contains(stage)).map(origin).sorted.toString
    val first = ranked(stages.map { s =>
      s -> (depth(s), !s.submitted, s.name, s.info.numTasks, origin(s), use(s))
    }.toMap)
    val users = stages.map(s => s -> stages.filter(parents(_).contains(s))).toMap
    val rank = separated(first, parents, users)
    stages.sortBy(rank)
  }

  /** Smaller keys get smaller ranks, equal ones share one. */
  private def ranked[K: Ordering](keys: Map[StageRecord, K]): Map[StageRecord, Int] = {
    val ranks = keys.values.toSeq.distinct.sorted.zipWithIndex.toMap
    keys.map { case (stage, key) => stage -> ranks(key) }
  }

  /** Ranks that are different for each stage: those of neighbours tell stages apart. Where
   *  they do not, either stage may come first, and decides for its own neighbours. */
  private def separated(rank: Map[StageRecord, Int],
      parents: Map[StageRecord, Seq[StageRecord]],
      users: Map[StageRecord, Seq[StageRecord]]): Map[StageRecord, Int] = {
    import Ordering.Implicits._
    val count = rank.values.toSet.size
    val finer = ranked(rank.map { case (s, own) =>
      s -> Seq(Seq(own), parents(s).map(rank).sorted, users(s).map(rank).sorted)
    })
    if (count == rank.size) rank
    else if (finer.values.toSet.size > count) separated(finer, parents, users)
    else {
      val shared = rank.values.groupBy(identity).filter(_._2.size > 1).keys.min
      val one = rank.find(_._2 == shared).get._1
      separated(ranked(rank.map { case (s, own) => s -> (2 * own - (if (s eq one) 1 else 0)) }),
        parents, users)
    }
  }

  /** The operation of a call site such as `map at file:12`. */
  private def word(callSite: String) = callSite.takeWhile(_ != ' ')

  private def failed(yes: Boolean) = if (yes) ""","failed":true""" else ""
}
