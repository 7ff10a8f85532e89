package io.github.bpmnstages.execution;

import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.serviceTask;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.testing.CheckedStagesTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Contract, section 8: rows have the removal time of their root process instance's history. */
class RemovalTimeTest extends CheckedStagesTest {

  @Test
  void shouldGetTheRemovalTimeOfTheRootWhenAllHappensInOneTransaction() {
    // given
    deploy(
        process(
            "p", sequence("p", "one") + stage("one", sequence("s", "a") + callActivity("a", "q"))),
        called());

    // when
    String root = start("p");

    // then
    assertThat(isEnded(root)).isTrue();
    assertThat(rowsWithOtherRemovalTimeThan(root)).isEmpty();
    assertThat(
            query("select count(*) from STG_HI_RUN where ROOT_PROC_INST_ID_ = '" + root + "'", 1))
        .containsExactly("2");
  }

  @Test
  void shouldGetTheRemovalTimeOfTheRootThatHasNoStages() {
    // given
    deploy(process("p", sequence("p", "a") + callActivity("a", "q")), called());

    // when
    String root = start("p");

    // then
    assertThat(isEnded(root)).isTrue();
    assertThat(rowsWithOtherRemovalTimeThan(root)).isEmpty();
  }

  @Test
  void shouldGetTheRemovalTimeWhenTheRootEndsLater() {
    // given
    deploy(process("p", sequence("p", "one") + stage("one", sequence("s", "a") + userTask("a"))));
    String root = start("p");

    // when
    complete("a");

    // then
    assertThat(isEnded(root)).isTrue();
    assertThat(rowsWithOtherRemovalTimeThan(root)).isEmpty();
  }

  private static String callActivity(String id, String calledElement) {
    return "<bpmn:callActivity id='" + id + "' calledElement='" + calledElement + "'/>";
  }

  private static String called() {
    return process(
        "q", sequence("q", "two") + stage("two", sequence("t", "b") + serviceTask("b", "${true}")));
  }

  private List<String> rowsWithOtherRemovalTimeThan(String root) {
    return List.of("RUN", "STAGE_RUN", "STEP_RUN", "MILESTONE").stream()
        .flatMap(
            table ->
                query(
                    "select r.ID_ from STG_HI_"
                        + table
                        + " r left join ACT_HI_PROCINST i on i.ID_ = r.ROOT_PROC_INST_ID_"
                        + " where i.ID_ is null or i.ID_ <> '"
                        + root
                        + "' or i.REMOVAL_TIME_ is null or r.REMOVAL_TIME_ is null"
                        + " or r.REMOVAL_TIME_ <> i.REMOVAL_TIME_",
                    1)
                    .stream())
        .toList();
  }
}
