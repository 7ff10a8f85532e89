package io.github.bpmnstages.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SampleDeploymentTest {

  @Autowired private SampleDeployment deployment;
  @Autowired private RepositoryService repository;

  @Test
  void shouldDeployNothingTwice() {
    // given
    long before = repository.createProcessDefinitionQuery().count();

    // when
    deployment.afterSingletonsInstantiated();

    // then
    assertThat(before).isPositive();
    assertThat(repository.createProcessDefinitionQuery().count()).isEqualTo(before);
    assertThat(repository.createDeploymentQuery().deploymentName("bpmn-samples").count()).isOne();
  }
}
