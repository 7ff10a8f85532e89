package io.github.bpmnstages.benchmarks;

import io.github.bpmnstages.StagesPlugin;
import io.github.bpmnstages.benchmarks.Workers.Cost;
import io.github.bpmnstages.testing.TestDatabase;
import java.io.PrintStream;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;

/** History cleanup of the plugin's rows, as fast as of the engine's own or not; PostgreSQL. */
final class Cleanup {

  private static final int PAIRS = 3;
  private static final int BATCH = 500;
  private static final int ENGINE_ROWS = 3;

  private final PrintStream out;

  Cleanup(PrintStream out) {
    this.out = out;
  }

  private record Rate(double rowsPerNano, double rowsPerCpuNano) {}

  void print(int stageRuns) {
    List<Double> times = new ArrayList<>();
    List<Double> cpus = new ArrayList<>();
    for (int i = 0; i < PAIRS; i++) {
      Rate engine = ofEngineRows(stageRuns);
      Rate records = ofRecords(stageRuns);
      times.add(records.rowsPerNano() / engine.rowsPerNano());
      cpus.add(records.rowsPerCpuNano() / engine.rowsPerCpuNano());
    }
    out.printf(
        "| history cleanup of %,d stage runs, rows of ACT_HI_ACTINST = 1.00 | %d pairs |%n",
        stageRuns, PAIRS);
    out.println("| --- | --- |");
    out.printf("| rows in the same time | %s |%n", Ratio.of(times));
    out.printf("| rows for the same CPU | %s |%n", Ratio.of(cpus));
  }

  private static Rate ofRecords(int stageRuns) {
    try (Node node = Node.withRecords(stageRuns)) {
      Rate rate = clean(node, 4 * stageRuns, 7.25 * stageRuns);
      require(StagesPlugin.stageService(node.engine()).createMilestoneQuery().count() == 0);
      return rate;
    }
  }

  private static Rate ofEngineRows(int stageRuns) {
    int rows = ENGINE_ROWS * stageRuns;
    try (Node node = Node.plain(TestDatabase.POSTGRES)) {
      node.execute(
          "insert into ACT_HI_ACTINST (ID_, PARENT_ACT_INST_ID_, PROC_DEF_ID_, PROC_DEF_KEY_,"
              + " ROOT_PROC_INST_ID_, PROC_INST_ID_, EXECUTION_ID_, ACT_ID_, ACT_NAME_, ACT_TYPE_,"
              + " START_TIME_, END_TIME_, DURATION_, ACT_INST_STATE_, SEQUENCE_COUNTER_,"
              + " REMOVAL_TIME_) select concat('a', n), concat('r', n / 12),"
              + " concat('order', mod(n / 12, 200), ':1:1'), concat('order', mod(n / 12, 200)),"
              + " concat('r', n / 12), concat('r', n / 12), concat('e', n),"
              + " concat('step', mod(n, 12)), 'A step', 'userTask', timestamp '2030-01-01',"
              + " timestamp '2030-01-01', 1000, 4, n, timestamp '2030-01-01'"
              + " + n * interval '1 second' from generate_series(1, "
              + rows
              + ") as t(n)");
      node.execute("vacuum analyze ACT_HI_ACTINST");
      Rate rate = clean(node, rows, rows);
      require(node.engine().getHistoryService().createHistoricActivityInstanceQuery().count() == 0);
      return rate;
    }
  }

  private static Rate clean(Node node, int rowsOfLargestTable, double rows) {
    ClockUtil.setCurrentTime(Timestamp.valueOf("2040-01-01 00:00:00"));
    try (Workers workers = new Workers()) {
      int batches = rowsOfLargestTable / BATCH + 1;
      Cost cost = workers.round(1, () -> executeCleanup(node.engine(), batches));
      return new Rate(rows / cost.nanos(), rows / cost.cpuNanos());
    } finally {
      ClockUtil.reset();
    }
  }

  private static void executeCleanup(ProcessEngine engine, int times) {
    engine.getHistoryService().cleanUpHistoryAsync(true);
    List<Job> jobs = engine.getHistoryService().findHistoryCleanupJobs();
    ManagementService management = engine.getManagementService();
    for (int i = 0; i < times; i++) {
      jobs.forEach(job -> management.executeJob(job.getId()));
    }
  }

  private static void require(boolean clean) {
    if (!clean) {
      throw new IllegalStateException("Cleanup has left rows behind");
    }
  }
}
