package io.github.bpmnstages.history;

import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.twoStages;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.testing.StagesTest;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 1: rows that are cleaned up while the run goes on, by strategy 'start'. */
class CleanedUpWhileRunningTest extends StagesTest {

  @Override
  protected void configure(ProcessEngineConfigurationImpl configuration) {
    configuration.setHistoryRemovalTimeStrategy(
        ProcessEngineConfiguration.HISTORY_REMOVAL_TIME_STRATEGY_START);
  }

  @AfterEach
  void resetClock() {
    ClockUtil.reset();
  }

  private String count(String table) {
    return column("select count(*) from " + table);
  }

  private void cleanUp() {
    engine.getHistoryService().cleanUpHistoryAsync(true);
    for (Job job : engine.getHistoryService().findHistoryCleanupJobs()) {
      engine.getManagementService().executeJob(job.getId());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"${done}", "${steps.a.status == 'COMPLETED'}", "${steps.a.endTime != null}"})
  void shouldGoOnUnharmed(String condition) {
    // given
    deploy(
        twoStages(stage("one", condition, sequence("s", "a", "b") + userTask("a") + userTask("b")))
            .replace(
                "isExecutable=\"true\"", "isExecutable=\"true\" camunda:historyTimeToLive=\"0\"")
            .replaceAll("camunda:historyTimeToLive=\"[^0][^\"]*\"", ""));
    String run = start("p", Map.of("done", false));
    assertThat(column("select REMOVAL_TIME_ from STG_HI_STEP_RUN")).isNotNull();

    // when
    cleanUp();

    // then
    assertThat(count("STG_HI_RUN")).isEqualTo("0");
    assertThat(count("STG_HI_STAGE_RUN")).isEqualTo("0");
    assertThat(count("STG_HI_STEP_RUN")).isEqualTo("0");
    assertThat(count("STG_HI_MILESTONE")).isEqualTo("0");
    assertThat(count("ACT_HI_ACTINST where PROC_INST_ID_ = '" + run + "'")).isEqualTo("0");

    // when
    complete("a", Map.of("done", true));

    // then
    assertThat(openTasks()).containsExactly("c");
    assertThat(runStatus(run)).isEqualTo("IN_PROGRESS");
    assertThat(stages(run)).containsExactly("two=IN_PROGRESS");

    // when
    complete("c");

    // then
    assertThat(isEnded(run)).isTrue();
    assertThat(runStatus(run)).isEqualTo("COMPLETED");

    // when
    ClockUtil.offset(TimeUnit.SECONDS.toMillis(2));
    cleanUp();

    // then
    assertThat(count("STG_HI_RUN")).isEqualTo("0");
    assertThat(count("STG_HI_MILESTONE")).isEqualTo("0");
  }
}
