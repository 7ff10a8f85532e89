package io.github.bpmnstages.assertions;

import io.github.bpmnstages.StagesPlugin;
import io.github.bpmnstages.query.StageService;
import io.github.bpmnstages.run.OrchestrationRun;
import io.github.bpmnstages.run.StageRun;
import io.github.bpmnstages.run.StepRun;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.engine.runtime.ProcessInstance;

/**
 * Entry points of the assertions. Their static imports live side by side with those of AssertJ and
 * of camunda-bpm-assert: no signature is in two of them. Therefore a process instance, which
 * camunda-bpm-assert's {@code assertThat} takes, comes in by {@link
 * #assertThatRun(ProcessInstance)}.
 *
 * <p>Every assertion reads the run anew; a run that was fetched before the last step can go on
 * being used. The engine is the only one of this JVM, or the one given to {@link
 * #init(ProcessEngine)}.
 */
public final class StageAssertions {

  private static final ThreadLocal<ProcessEngine> ENGINE = new ThreadLocal<>();

  private StageAssertions() {}

  /**
   * Makes this thread's assertions use that engine.
   *
   * @param processEngine an engine with the plugin, not null
   */
  public static void init(ProcessEngine processEngine) {
    ENGINE.set(processEngine);
  }

  /** Makes this thread's assertions look for their engine again. */
  public static void reset() {
    ENGINE.remove();
  }

  /**
   * Assertions on an orchestration run.
   *
   * @param actual the run; null fails with the first assertion
   */
  public static OrchestrationRunAssert assertThat(OrchestrationRun actual) {
    return new OrchestrationRunAssert(stageService(), actual);
  }

  /**
   * Assertions on one visit to a stage.
   *
   * @param actual the stage run; null fails with the first assertion
   */
  public static StageRunAssert assertThat(StageRun actual) {
    return new StageRunAssert(stageService(), actual);
  }

  /**
   * Assertions on one run of a step.
   *
   * @param actual the step run; null fails with the first assertion
   */
  public static StepRunAssert assertThat(StepRun actual) {
    return new StepRunAssert(stageService(), actual);
  }

  /**
   * Assertions on the orchestration run of a process instance.
   *
   * @param processInstance ended or not, not null
   * @throws AssertionError if the instance is not an orchestration run
   */
  public static OrchestrationRunAssert assertThatRun(ProcessInstance processInstance) {
    return assertThatRun(processInstance.getId());
  }

  /**
   * Assertions on the orchestration run of a process instance.
   *
   * @param processInstanceId of an instance that has ended or not, not null
   * @throws AssertionError if there is no such orchestration run
   */
  public static OrchestrationRunAssert assertThatRun(String processInstanceId) {
    StageService service = stageService();
    OrchestrationRun run =
        service.createOrchestrationRunQuery().processInstanceId(processInstanceId).singleResult();
    if (run == null) {
      throw new AssertionError(
          "Expecting an orchestration run of process instance '"
              + processInstanceId
              + "', but there is none: the instance is unknown, or its process has no stage");
    }
    return new OrchestrationRunAssert(service, run);
  }

  private static StageService stageService() {
    return StagesPlugin.stageService(processEngine());
  }

  private static ProcessEngine processEngine() {
    ProcessEngine chosen = ENGINE.get();
    return chosen != null ? chosen : onlyEngine(ProcessEngines.getProcessEngines());
  }

  private static ProcessEngine onlyEngine(Map<String, ProcessEngine> engines) {
    if (engines.size() != 1) {
      throw new IllegalStateException(
          "Expected one process engine in this JVM, found "
              + engines.keySet()
              + ": say which one with StageAssertions.init(processEngine)");
    }
    return engines.values().iterator().next();
  }
}
