package io.github.bpmnstages.execution;

import static io.github.bpmnstages.testing.StageModel.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.testing.StagesTest;
import org.junit.jupiter.api.Test;

/** Cases are none of the plugin's business: they run as without it. */
class CaseTest extends StagesTest {

  private static final String CASE =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <cmmn:definitions xmlns:cmmn="http://www.omg.org/spec/CMMN/20151109/MODEL"
          xmlns:camunda="http://camunda.org/schema/1.0/cmmn" targetNamespace="test">
        <cmmn:case id="aCase" camunda:historyTimeToLive="1">
          <cmmn:casePlanModel id="plan">
            <cmmn:planItem id="item" definitionRef="task"/>
            <cmmn:humanTask id="task">
              <cmmn:extensionElements>
                <camunda:caseExecutionListener event="start"
                    expression="${caseExecution.processEngineServices.runtimeService.createProcessInstanceQuery().count()}"/>
              </cmmn:extensionElements>
            </cmmn:humanTask>
          </cmmn:casePlanModel>
        </cmmn:case>
      </cmmn:definitions>
      """;

  @Test
  void shouldLetACaseUseTheEnginesServices() {
    // given
    engine
        .getRepositoryService()
        .createDeployment()
        .addInputStream("case.cmmn", stream(CASE))
        .deploy();

    // when
    String id = engine.getCaseService().createCaseInstanceByKey("aCase").getId();

    // then
    assertThat(engine.getTaskService().createTaskQuery().caseInstanceId(id).count()).isOne();
  }
}
