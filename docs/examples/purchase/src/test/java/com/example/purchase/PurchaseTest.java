package com.example.purchase;

// tag::test[]
import static io.github.bpmnstages.assertions.StageAssertions.assertThatRun;

import io.github.bpmnstages.assertions.StageAssertions;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
class PurchaseTest {

  @Autowired private ProcessEngine engine;
  @Autowired private RuntimeService runtime;
  @Autowired private TaskService tasks;

  @BeforeEach
  void chooseEngine() {
    StageAssertions.init(engine);
  }

  @Test
  void shouldExitEarlyWhenTheManagerApprovesWithinTheBudget() {
    // given
    ProcessInstance purchase = start(900);
    complete(purchase, "getOffer", Map.of());
    assertThatRun(purchase).isInStage("approval").hasCompletedStages("offer");

    // when
    complete(purchase, "checkBudget", Map.of("managerApproves", true));

    // then
    assertThatRun(purchase)
        .isCompleted()
        .hasCompletedStages("offer", "approval")
        .hasCompletedSteps("checkBudget")
        .hasDiscontinuedSteps("askSupplier");
  }

  // end::test[]

  @Test
  void shouldStartNoStepOfTheApprovalWhenItIsCheap() {
    // given
    ProcessInstance purchase = start(20);

    // when
    complete(purchase, "getOffer", Map.of());

    // then
    assertThatRun(purchase).isCompleted().hasNotStartedSteps("checkBudget", "askSupplier");
  }

  @Test
  void shouldWaitForTheManager() {
    // given
    ProcessInstance purchase = start(900);
    complete(purchase, "getOffer", Map.of());

    // when
    complete(purchase, "checkBudget", Map.of());
    complete(purchase, "askSupplier", Map.of());

    // then
    assertThatRun(purchase).isInProgress().stage("approval").isWaitingForExitCondition();
  }

  // tag::helpers[]
  private ProcessInstance start(int amount) {
    return runtime.startProcessInstanceByKey("purchase", Map.of("amount", amount));
  }

  private void complete(ProcessInstance purchase, String step, Map<String, Object> variables) {
    String task =
        tasks
            .createTaskQuery()
            .processInstanceId(purchase.getId())
            .taskDefinitionKey(step)
            .singleResult()
            .getId();
    tasks.complete(task, variables);
  }
  // end::helpers[]
}
