package io.github.bpmnstages.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.StagesPlugin;
import io.github.bpmnstages.query.StageService;
import io.github.bpmnstages.run.StageRun;
import io.github.bpmnstages.run.StageStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.ProcessEngine;

/** Two nodes over one database, and an engine beside them that only looks, and tidies up. */
final class Cluster implements AutoCloseable {

  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(10);

  final Ledger ledger = new Ledger();
  final PostgresServer server;
  final List<NodeProcess> nodes;
  private final Random random;
  private final Work work = new Work();
  private final NodeEngine beside;
  private final ProcessEngine engine;
  final Records records;

  Cluster(Path data, Random random) throws IOException, InterruptedException {
    this.random = random;
    server = new PostgresServer(data);
    work.calm();
    beside = new NodeEngine(server.url(), work, false);
    engine = beside.engine();
    records = new Records(beside.database());
    engine
        .getRepositoryService()
        .createDeployment()
        .addClasspathResource("assessment.bpmn")
        .addClasspathResource("claim.bpmn")
        .deploy();
    nodes =
        List.of(
            new NodeProcess("node-a", server.url(), ledger),
            new NodeProcess("node-b", server.url(), ledger));
    for (NodeProcess node : nodes) {
      node.start(random.nextLong());
    }
    for (NodeProcess node : nodes) {
      node.awaitReady();
    }
  }

  void killAndStart(NodeProcess node) throws IOException, InterruptedException {
    node.kill();
    node.start(random.nextLong());
    node.awaitReady();
  }

  /** One statement sees one moment, in which all rows of a transaction are there or none. */
  void check() throws IOException {
    List<String> disagreements = records.disagreements();
    disagreements.forEach(line -> System.out.println(line + records.story(line)));
    assertThat(disagreements).as("disagreements with the engine's tables").isEmpty();
  }

  /** Ends the load, waits for the work under way, and checks all that must be true then. */
  void settle() throws IOException, InterruptedException {
    for (NodeProcess node : nodes) {
      node.calm();
    }
    long start = System.nanoTime();
    while (records.jobsAhead() > 0) {
      assertThat(System.nanoTime() - start).as("waiting for jobs").isLessThan(PATIENCE);
      TimeUnit.MILLISECONDS.sleep(200);
    }
    for (NodeProcess node : nodes) {
      node.stop();
    }
    check();
    assertThat(records.lost(ledger)).as("acknowledged, and not in the records").isEmpty();
    assertThat(ledger.surprises()).as("exceptions that no caller should see").isEmpty();
    assertNoStageIsStranded();
    new RunFinisher(engine).endAllRuns();
    check();
    assertThat(records.count("STG_HI_STAGE_RUN where END_TIME_ is null")).isZero();
    assertThat(records.count("ACT_RU_JOB where HANDLER_TYPE_ not like 'history-%'")).isZero();
    assertThat(records.count("ACT_RU_INCIDENT")).isZero();
  }

  /** A stage whose condition is true would be left now. */
  private void assertNoStageIsStranded() {
    StageService stages = StagesPlugin.stageService(engine);
    for (StageRun stage :
        stages.createStageRunQuery().unfinished().status(StageStatus.IN_PROGRESS).list()) {
      assertThat(stages.evaluate(stage.getId()))
          .as("stage %s of run %s was stranded", stage.getStageId(), stage.getProcessInstanceId())
          .isFalse();
    }
  }

  String summary() {
    return ledger
        + "\nruns "
        + records.select("select STATUS_, count(*) from STG_HI_RUN group by STATUS_", 2)
        + "\nstage runs "
        + records.select("select STATUS_, count(*) from STG_HI_STAGE_RUN group by STATUS_", 2)
        + "\nstep runs "
        + records.select("select STATUS_, count(*) from STG_HI_STEP_RUN group by STATUS_", 2)
        + "\nmilestones "
        + records.count("STG_HI_MILESTONE");
  }

  @Override
  public void close() throws IOException, InterruptedException {
    for (NodeProcess node : nodes) {
      if (node.isAlive()) {
        node.kill();
      }
    }
    beside.close();
    server.close();
  }
}
