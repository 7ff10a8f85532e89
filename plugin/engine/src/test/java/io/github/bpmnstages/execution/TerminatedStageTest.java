package io.github.bpmnstages.execution;

import static io.github.bpmnstages.testing.StageModel.boundary;
import static io.github.bpmnstages.testing.StageModel.eventSubProcess;
import static io.github.bpmnstages.testing.StageModel.flow;
import static io.github.bpmnstages.testing.StageModel.message;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.twoStages;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.testing.CheckedStagesTest;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A terminate end event counts as all steps done: the stage waits, and what is attached listens.
 */
class TerminatedStageTest extends CheckedStagesTest {

  private static final String HOUR =
      "<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration>"
          + "</bpmn:timerEventDefinition>";

  @AfterEach
  void resetClock() {
    ClockUtil.reset();
  }

  private String startTerminating(String event, String... beside) {
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                "<bpmn:startEvent id='st'/>"
                    + flow("st", "a")
                    + userTask("a")
                    + "<bpmn:endEvent id='e'><bpmn:terminateEventDefinition/></bpmn:endEvent>"
                    + flow("a", "e")
                    + event),
            beside));
    return start("p");
  }

  private String[] attached(String definition) {
    return new String[] {
      boundary("late", "one", true, definition), userTask("chase"), flow("late", "chase")
    };
  }

  @Test
  void shouldBeLeftByMessageWhileItWaits() {
    // given
    String run = startTerminating("", attached(message("aMessage")));
    complete("a");
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");

    // when
    engine.getRuntimeService().correlateMessage("aMessage");

    // then
    assertThat(stages(run)).containsExactly("one=CANCELED");
    assertThat(openTasks()).containsExactly("chase");
    assertThat(engine.getRuntimeService().createEventSubscriptionQuery().count()).isZero();
  }

  @Test
  void shouldBeLeftByTimerWhenItWasDue() {
    // given
    String run = startTerminating("", attached(HOUR));
    Date due = engine.getManagementService().createJobQuery().singleResult().getDuedate();
    ClockUtil.offset(600_000L);

    // when
    complete("a");

    // then
    Job timer = engine.getManagementService().createJobQuery().singleResult();
    assertThat(timer.getDuedate()).isEqualTo(due);
    engine.getManagementService().executeJob(timer.getId());
    assertThat(stages(run)).containsExactly("one=CANCELED");
    assertThat(openTasks()).containsExactly("chase");
  }

  @Test
  void shouldStartItsEventSubProcessWhileItWaits() {
    // given
    String run =
        startTerminating(
            eventSubProcess("sub", true, message("aMessage"), "again", userTask("again")));
    complete("a");

    // when
    engine.getRuntimeService().correlateMessage("aMessage");

    // then
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    assertThat(openTasks()).containsExactly("again");
  }

  @Test
  void shouldLeaveNothingThatListensWhenItsConditionIsTrueAtOnce() {
    // given
    String run = startTerminating("", attached(message("aMessage")));
    engine.getRuntimeService().setVariable(run, "unrelated", 1);

    // when
    complete("a", Map.of("done", true));

    // then
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(engine.getRuntimeService().createEventSubscriptionQuery().count()).isZero();
  }

  @Test
  void shouldListenOnceThoughItIsTerminatedTwice() {
    // given
    String run = startTerminating("", attached(message("aMessage")));
    complete("a");
    engine
        .getRuntimeService()
        .createProcessInstanceModification(run)
        .startBeforeActivity("a")
        .execute();

    // when
    complete("a");

    // then
    assertThat(engine.getRuntimeService().createEventSubscriptionQuery().count()).isOne();
    engine.getRuntimeService().setVariable(run, "done", true);
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(engine.getRuntimeService().createEventSubscriptionQuery().count()).isZero();
  }
}
