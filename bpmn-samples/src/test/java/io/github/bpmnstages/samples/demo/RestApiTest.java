package io.github.bpmnstages.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

/** What the REST API tells of a sample that is under way. */
class RestApiTest extends SampleTest {

  @BeforeEach
  void startOrder() {
    start(
        "order-fulfilment",
        Map.of("customer", "Alan", "article", "Teapot", "substitute", "Mug", "fraudScore", 10L));
    run.completes("authorizePayment");
    run.completes("pickItems", "allInStock", false);
  }

  @Test
  void shouldAnswerRunWithCurrentStage() {
    // when
    JsonNode answer = get("/orchestration-run/" + runId);

    // then
    assertThat(answer.at("/id").asText()).isEqualTo(runId);
    assertThat(answer.at("/processDefinitionKey").asText()).isEqualTo("order-fulfilment");
    assertThat(answer.at("/status").asText()).isEqualTo("IN_PROGRESS");
    assertThat(answer.at("/currentStageId").asText()).isEqualTo("substitution");
    assertThat(answer.at("/ownerId").asText()).isEqualTo("automated-process");
    assertThat(answer.at("/endTime").isNull()).isTrue();
  }

  @Test
  void shouldAnswerFailedStageWithErrorAndFaultPath() {
    // when
    JsonNode answer = get("/stage-run?processInstanceId=" + runId + "&status=ERROR");

    // then
    assertThat(answer).hasSize(1);
    assertThat(answer.at("/0/stageId").asText()).isEqualTo("picking");
    assertThat(answer.at("/0/stageName").asText()).isEqualTo("Picking");
    assertThat(answer.at("/0/errorCode").asText()).isEqualTo("OUT_OF_STOCK");
    assertThat(answer.at("/0/faultPath").asText()).isEqualTo("stockFault");
    assertThat(answer.at("/0/dueDate").isNull()).isFalse();
  }

  @Test
  void shouldAnswerStepsOfStage() {
    // when
    JsonNode answer = get("/step-run?processInstanceId=" + runId + "&stageId=substitution");

    // then
    assertThat(answer).hasSize(1);
    assertThat(answer.at("/0/stepId").asText()).isEqualTo("askCustomer");
    assertThat(answer.at("/0/stepType").asText()).isEqualTo("EXTERNAL");
    assertThat(answer.at("/0/status").asText()).isEqualTo("IN_PROGRESS");
    assertThat(answer.at("/0/taskId").isNull()).isFalse();
  }

  @Test
  void shouldAnswerMilestonesInSequence() {
    // when
    JsonNode answer = get("/stage-milestone?processInstanceId=" + runId);

    // then
    assertThat(answer)
        .extracting(milestone -> milestone.at("/kind").asText())
        .startsWith("START_RUN", "START_STAGE", "START_STEP", "END_STEP")
        .containsSubsequence("FAIL_STAGE", "TAKE_FAULT_PATH", "START_STAGE", "START_STEP");
    assertThat(answer)
        .extracting(milestone -> milestone.at("/sequence").asLong())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldNameUserWhoCausedTheMilestone() {
    // when
    JsonNode answer = get("/stage-milestone?processInstanceId=" + runId);

    // then
    assertThat(answer).allSatisfy(it -> assertThat(it.at("/userId").asText()).isEqualTo(USER));
  }

  @Test
  void shouldAnswerDefinitionWithStagesStepsAndFaultPaths() {
    // when
    JsonNode answer = get("/orchestration-definition/key/order-fulfilment");

    // then
    assertThat(answer.at("/name").asText()).isEqualTo("Order fulfilment");
    assertThat(answer.at("/stages")).hasSize(7);
    assertThat(answer.toString()).contains("stockFault", "OUT_OF_STOCK", "authorizePayment");
  }

  @Test
  void shouldCountRunsOfDefinitionInStatistics() {
    // when
    JsonNode answer = get("/orchestration-definition/key/order-fulfilment/statistics");

    // then
    assertThat(answer.at("/runs/IN_PROGRESS").asInt()).isPositive();
  }

  @Test
  void shouldAnswer404ForUnknownRun() {
    // when
    var answer = rest.getForEntity("/engine-rest/orchestration-run/unknown", JsonNode.class);

    // then
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
    assertThat(answer.getBody().at("/message").asText()).contains("unknown");
  }

  @Test
  void shouldAnswer400ForUnknownStatusAndNameWhatIsAllowed() {
    // when
    var answer = rest.getForEntity("/engine-rest/stage-run?status=DONE", JsonNode.class);

    // then
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(answer.getBody().at("/message").asText()).contains("DONE", "COMPLETED");
  }
}
