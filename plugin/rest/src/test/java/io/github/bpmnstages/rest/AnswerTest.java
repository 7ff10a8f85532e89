package io.github.bpmnstages.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 9: the names of the JSON fields, their order, dates and nulls; paging and counts. */
class AnswerTest {

  private static final String RUN =
      "id, processInstanceId, rootProcessInstanceId, superProcessInstanceId, processDefinitionId,"
          + " processDefinitionKey, processDefinitionName, processDefinitionVersion, businessKey,"
          + " status, currentStageId, startTime, endTime, durationInMillis, ownerId, reason,"
          + " tenantId, removalTime";
  private static final String STAGE_RUN =
      "id, processInstanceId, rootProcessInstanceId, processDefinitionId, processDefinitionKey,"
          + " stageId, stageName, activityInstanceId, status, waitingForExitCondition, startTime,"
          + " endTime, durationInMillis, dueDate, ownerId, errorCode, errorMessage, faultPath,"
          + " tenantId, removalTime";
  private static final String STEP_RUN =
      "id, processInstanceId, rootProcessInstanceId, processDefinitionId, processDefinitionKey,"
          + " stageRunId, stageId, stepId, stepName, stepType, activityInstanceId, taskId,"
          + " assignee, calledProcessInstanceId, status, startTime, endTime, durationInMillis,"
          + " errorCode, errorMessage, tenantId, removalTime";
  private static final String MILESTONE =
      "id, processInstanceId, rootProcessInstanceId, processDefinitionId, processDefinitionKey,"
          + " kind, stageId, stageRunId, stepId, stepRunId, detail, userId, timestamp, sequence,"
          + " tenantId, removalTime";

  private static final Set<String> TIMES =
      Set.of("startTime", "endTime", "dueDate", "timestamp", "removalTime");

  private static ProcessEngine engine;
  private static ProcessEngine other;
  private static RestServer server;

  @BeforeAll
  static void start() {
    engine = RestEngine.start("default");
    other = RestEngine.start("other");
    new RowFixture(engine).insertAll();
    server = RestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
    other.close();
    engine.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/orchestration-run | " + RUN,
        "/stage-run | " + STAGE_RUN,
        "/step-run | " + STEP_RUN,
        "/stage-milestone | " + MILESTONE
      })
  void shouldAnswerTheFieldsOfTheContract(String path, String fields) {
    for (RestAnswer answer : List.of(server.get(path), server.post(path, "{}"))) {
      assertThat(answer.json()).hasSize(3);
      answer
          .json()
          .forEach(
              row ->
                  assertThat(RestAnswer.fieldNames(row))
                      .containsExactly(fields.trim().split(", ")));
    }
  }

  @ParameterizedTest
  @CsvSource({"/orchestration-run", "/stage-run", "/step-run", "/stage-milestone"})
  void shouldAnswerTheValuesOfTheRow(String path) {
    // when
    JsonNode row = server.get(path + "?tenantIdIn=a-tenantId").json().get(0);

    // then
    List<String> wrong = new ArrayList<>();
    row.fields()
        .forEachRemaining(
            field -> {
              JsonNode value = field.getValue();
              boolean ownName = value.isTextual() && value.asText().equals("a-" + field.getKey());
              boolean number = value.isNumber() && value.asInt() == 'a';
              boolean known =
                  Set.of("id", "status", "kind", "stepType").contains(field.getKey())
                      || field.getKey().startsWith("processDefinition")
                      || field.getKey().equals("waitingForExitCondition");
              if (!ownName && !number && !known && !TIMES.contains(field.getKey())) {
                wrong.add(field.toString());
              }
            });
    assertThat(wrong).isEmpty();
  }

  @Test
  void shouldWriteDatesAsTheEngineDoes() throws Exception {
    // when
    String date = server.get("/stage-run/a-stageRunId").json().get("startTime").asText();

    // then
    assertThat(date).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}[+-]\\d{4}");
    assertThat(new SimpleDateFormat("yyyy-MM-dd'T'HH:mm:ss.SSSZ").parse(date))
        .isAfter(RowFixture.dayOf('a'))
        .isBefore(RowFixture.dayOf('b'));
  }

  @Test
  void shouldAnswerOneById() {
    assertThat(server.get("/orchestration-run/b-processInstanceId").json())
        .isEqualTo(server.get("/orchestration-run?id=b-processInstanceId").json().get(0));
    assertThat(server.get("/stage-run/b-stageRunId").json())
        .isEqualTo(server.get("/stage-run?id=b-stageRunId").json().get(0));
    assertThat(server.get("/step-run/b-stepRunId").json())
        .isEqualTo(server.get("/step-run?id=b-stepRunId").json().get(0));
  }

  @Test
  void shouldSayWhetherAStageWaits() {
    assertThat(server.get("/stage-run/c-stageRunId").json().get("waitingForExitCondition").asText())
        .isEqualTo("true");
    assertThat(server.get("/stage-run/a-stageRunId").json().get("waitingForExitCondition").asText())
        .isEqualTo("false");
  }

  @Test
  void shouldAnswerNulls() {
    JsonNode unfinished = server.get("/step-run/c-stepRunId").json();
    assertThat(unfinished.get("endTime").isNull()).isTrue();
    assertThat(unfinished.get("durationInMillis").isNull()).isTrue();
    assertThat(unfinished.get("tenantId").isNull()).isTrue();
  }

  @Test
  void shouldSortMilestonesBySequence() {
    assertThat(server.get("/stage-milestone").all("sequence")).containsExactly("97", "98", "99");
    assertThat(server.post("/stage-milestone", "{}").all("sequence"))
        .containsExactly("97", "98", "99");
  }

  @ParameterizedTest
  @CsvSource({
    "'', abc",
    "'&firstResult=1', bc",
    "'&maxResults=2', ab",
    "'&firstResult=1&maxResults=1', b",
    "'&firstResult=3', ''",
    "'&maxResults=0', ''"
  })
  void shouldPage(String page, String expected) {
    RestAnswer list = server.get("/stage-run?sortBy=id&sortOrder=asc" + page);
    RestAnswer query =
        server.post(
            "/stage-run?" + page.replaceFirst("&", ""),
            "{\"sortBy\": \"id\", \"sortOrder\": \"asc\"}");
    assertThat(String.join("", list.all("stageId").stream().map(id -> id.substring(0, 1)).toList()))
        .isEqualTo(expected);
    assertThat(query.json()).isEqualTo(list.json());
    assertThat(server.get("/stage-run/count?" + page.replaceFirst("&", "")).body())
        .isEqualTo("{\"count\":3}");
  }

  @Test
  void shouldSortBySeveral() {
    // when
    RestAnswer answer =
        server.post(
            "/orchestration-run",
            """
            {"sortBy": "tenantId", "sortOrder": "desc",
             "sorting": [{"sortBy": "status", "sortOrder": "asc"},
                         {"sortBy": "startTime", "sortOrder": "asc"}]}
            """);

    // then
    assertThat(answer.all("tenantId")).containsExactly("b-tenantId", "a-tenantId", null);
  }

  @Test
  void shouldCombineFiltersByAnd() {
    assertThat(server.get("/stage-run?finished=true&stageId=a-stageId").json()).hasSize(1);
    assertThat(server.get("/stage-run?unfinished=true&stageId=a-stageId").json()).isEmpty();
  }

  @Test
  void shouldAnswerForTheEngineInThePath() {
    assertThat(server.get("/engine/default/stage-run").json())
        .isEqualTo(server.get("/stage-run").json());
    assertThat(server.get("/engine/default/stage-run/a-stageRunId").status()).isEqualTo(200);
    assertThat(server.get("/engine/other/stage-run").json()).isEmpty();
    assertThat(server.get("/engine/other/stage-run/a-stageRunId").status()).isEqualTo(404);
  }
}
