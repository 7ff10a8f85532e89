package io.github.bpmnstages.execution;

import static io.github.bpmnstages.testing.StageModel.parallel;
import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.testing.StagesTest;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.junit.jupiter.api.Test;

/** A run that is migrated to a process without stages ends, while its process instance goes on. */
class MigrationAwayTest extends StagesTest {

  private static final String PARALLEL_STEPS =
      parallel("s", "a", "b") + userTask("a") + userTask("b");

  @Test
  void shouldCancelTheRunWhoseParallelTokensLeaveTheStage() {
    // given
    deploy(process("p", sequence("p", "one") + stage("one", PARALLEL_STEPS)));
    String run = start("p");
    deploy(process("q", PARALLEL_STEPS));

    // when
    migrate(run, "p", "q");

    // then
    assertThat(openTasks()).containsExactly("a", "b");
    assertThat(stages(run)).containsExactly("one=CANCELED");
    assertThat(steps(run)).containsExactlyInAnyOrder("a=CANCELED", "b=CANCELED");
    assertThat(runStatus(run)).isEqualTo("CANCELED");
  }

  private void migrate(String run, String from, String to) {
    RuntimeService runtime = engine.getRuntimeService();
    MigrationPlan plan =
        runtime
            .createMigrationPlan(definition(from), definition(to))
            .mapActivities("a", "a")
            .mapActivities("b", "b")
            .build();
    runtime.newMigration(plan).processInstanceIds(run).execute();
  }

  private String definition(String key) {
    return engine
        .getRepositoryService()
        .createProcessDefinitionQuery()
        .processDefinitionKey(key)
        .singleResult()
        .getId();
  }
}
