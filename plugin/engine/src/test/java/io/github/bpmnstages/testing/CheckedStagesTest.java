package io.github.bpmnstages.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.StagesPlugin;
import io.github.bpmnstages.query.StageService;
import io.github.bpmnstages.run.StageRun;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;

/**
 * Checks after each test what holds whatever happened: the records agree with the engine's own
 * history, and listeners saw each activity end once.
 */
public abstract class CheckedStagesTest extends StagesTest {

  private final EndListenerProbe ends = new EndListenerProbe();

  @Override
  protected void configure(ProcessEngineConfigurationImpl configuration) {
    List<BpmnParseListener> listeners = new ArrayList<>();
    listeners.add(ends);
    configuration.setCustomPreBPMNParseListeners(listeners);
  }

  @AfterEach
  protected void checkRecords() {
    assertThat(endedTwice()).as("activity instances that listeners saw end twice").isEmpty();
    assertThat(new ConsistencyCheck(database).disagreements())
        .as("records that do not agree with the engine's own")
        .isEmpty();
  }

  private List<String> endedTwice() {
    return ends.endedTwice();
  }

  protected StageService service() {
    return StagesPlugin.stageService(engine);
  }

  protected RuntimeService runtime() {
    return engine.getRuntimeService();
  }

  protected HistoryService history() {
    return engine.getHistoryService();
  }

  protected ManagementService management() {
    return engine.getManagementService();
  }

  protected boolean isWaiting(String processInstanceId) {
    return service()
        .createStageRunQuery()
        .processInstanceId(processInstanceId)
        .unfinished()
        .singleResult()
        .isWaitingForExitCondition();
  }

  protected StageRun stageRun(String processInstanceId, String stageId) {
    return service()
        .createStageRunQuery()
        .processInstanceId(processInstanceId)
        .stageId(stageId)
        .singleResult();
  }

  /** Executes jobs until none is left that can be executed, timers aside. */
  protected void executeAllJobs() {
    for (List<Job> jobs = dueJobs(); !jobs.isEmpty(); jobs = dueJobs()) {
      for (Job job : jobs) {
        if (management().createJobQuery().jobId(job.getId()).count() == 1) {
          management().executeJob(job.getId());
        }
      }
    }
  }

  private List<Job> dueJobs() {
    return management().createJobQuery().messages().active().withRetriesLeft().list();
  }

  protected void fireTimer() {
    Job timer = management().createJobQuery().timers().singleResult();
    management().executeJob(timer.getId());
  }

  protected void correlate() {
    runtime().correlateMessage("aMessage");
  }

  protected List<Task> tasks(String key) {
    return engine.getTaskService().createTaskQuery().taskDefinitionKey(key).list();
  }

  /** Completes the task {@code c} of the second stage, and with it the run. */
  protected void finish(String run) {
    assertThat(openTasks()).containsExactly("c");
    complete("c");
    assertThat(isEnded(run)).isTrue();
    assertThat(runStatus(run)).isEqualTo("COMPLETED");
  }
}
