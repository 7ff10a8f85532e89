package io.github.bpmnstages.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 9, definitions: which there are, what was modelled, how to find them. */
class DefinitionTest {

  private static ProcessEngine engine;
  private static RestServer server;
  private static ProcessDefinition first;
  private static ProcessDefinition second;
  private static ProcessDefinition ofTenant;

  @BeforeAll
  static void start() {
    engine = RestEngine.start("default");
    first = RestEngine.deploy(engine, "orders.bpmn", null);
    second = RestEngine.deploy(engine, "orders.bpmn", null);
    ofTenant = RestEngine.deploy(engine, "orders.bpmn", "acme");
    server = RestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
    engine.close();
  }

  @Test
  void shouldListOnlyProcessesWithStages() {
    assertThat(engine.getRepositoryService().createProcessDefinitionQuery().count()).isEqualTo(6);
    assertThat(server.get("/orchestration-definition/count").body()).isEqualTo("{\"count\":3}");
    assertThat(server.post("/orchestration-definition", "{}").all("id"))
        .containsExactlyInAnyOrder(first.getId(), second.getId(), ofTenant.getId());
  }

  @Test
  void shouldAnswerWhatWasModelled() {
    // when
    JsonNode definition = server.get("/orchestration-definition/" + first.getId()).json();

    // then
    assertThat(definition)
        .isEqualTo(
            RestServer.json(
                """
                {
                  "id": "%s",
                  "key": "orders",
                  "name": "Orders",
                  "version": 1,
                  "versionTag": "spring",
                  "tenantId": null,
                  "deploymentId": "%s",
                  "stages": [
                    {
                      "stageId": "check",
                      "stageName": "Check the order",
                      "position": 1,
                      "inFaultPath": false,
                      "exitCondition": "requirements",
                      "requirements": {"1": "${approved}", "3": "${amount < 1000}"},
                      "requirementLogic": "1 OR 3",
                      "evaluationFlow": null,
                      "evaluationDecision": null,
                      "dueIn": "P2D",
                      "statusVariable": "checkStatus",
                      "faultPaths": [
                        {"eventId": "checkRejected", "name": "Rejected", "errorCode": "REJECTED"},
                        {"eventId": "checkFailed", "name": null, "errorCode": null}
                      ],
                      "steps": [
                        {"stepId": "checkOrder", "stepName": "Check it", "stepType": "INTERACTIVE"}
                      ]
                    },
                    {
                      "stageId": "ship",
                      "stageName": null,
                      "position": 2,
                      "inFaultPath": false,
                      "exitCondition": "evaluationFlow",
                      "requirements": null,
                      "requirementLogic": null,
                      "evaluationFlow": "isShipped",
                      "evaluationDecision": null,
                      "dueIn": null,
                      "statusVariable": null,
                      "faultPaths": [],
                      "steps": [
                        {"stepId": "shipOrder", "stepName": null, "stepType": "INTERACTIVE"}
                      ]
                    },
                    {
                      "stageId": "bill",
                      "stageName": null,
                      "position": 3,
                      "inFaultPath": false,
                      "exitCondition": "evaluationDecision",
                      "requirements": null,
                      "requirementLogic": null,
                      "evaluationFlow": null,
                      "evaluationDecision": "isPaid",
                      "dueIn": null,
                      "statusVariable": null,
                      "faultPaths": [],
                      "steps": [
                        {"stepId": "billOrder", "stepName": null, "stepType": "BACKGROUND"}
                      ]
                    },
                    {
                      "stageId": "repair",
                      "stageName": null,
                      "position": 4,
                      "inFaultPath": true,
                      "exitCondition": "allStepsCompleted",
                      "requirements": null,
                      "requirementLogic": null,
                      "evaluationFlow": null,
                      "evaluationDecision": null,
                      "dueIn": null,
                      "statusVariable": null,
                      "faultPaths": [],
                      "steps": [
                        {"stepId": "repairOrder", "stepName": null, "stepType": "EXTERNAL"}
                      ]
                    }
                  ]
                }
                """
                    .formatted(first.getId(), first.getDeploymentId())));
  }

  @Test
  void shouldAnswerTheNewestVersionOfAKey() {
    assertThat(server.get("/orchestration-definition/key/orders").json().get("id").asText())
        .isEqualTo(second.getId());
    assertThat(
            server
                .get("/orchestration-definition/key/orders/tenant-id/acme")
                .json()
                .get("id")
                .asText())
        .isEqualTo(ofTenant.getId());
    assertThat(server.get("/orchestration-definition/key/orders/tenant-id/x").status())
        .isEqualTo(404);
  }

  @Test
  void shouldNotFindAProcessWithoutStages() {
    // given
    String plain =
        engine
            .getRepositoryService()
            .createProcessDefinitionQuery()
            .processDefinitionKey("plain")
            .withoutTenantId()
            .latestVersion()
            .singleResult()
            .getId();

    // then
    assertThat(server.get("/orchestration-definition/" + plain).status()).isEqualTo(404);
    assertThat(server.get("/orchestration-definition/" + plain + "/statistics").status())
        .isEqualTo(404);
    assertThat(server.get("/orchestration-definition/key/plain").status()).isEqualTo(404);
    assertThat(server.get("/orchestration-definition/key/plain/statistics").status())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "key=orders | \"key\": \"orders\" | 3",
        "keyIn=orders,other | \"keyIn\": [\"orders\", \"other\"] | 3",
        "processDefinitionKey=other | \"processDefinitionKey\": \"other\" | 0",
        "processDefinitionKeyIn=other | \"processDefinitionKeyIn\": [\"other\"] | 0",
        "name=Orders | \"name\": \"Orders\" | 3",
        "nameLike=Ord%25 | \"nameLike\": \"Ord%\" | 3",
        "nameLike=%25x | \"nameLike\": \"%x\" | 0",
        "version=2 | \"version\": 2 | 1",
        "versionTag=spring | \"versionTag\": \"spring\" | 3",
        "versionTag=x | \"versionTag\": \"x\" | 0",
        "latestVersion=true | \"latestVersion\": true | 2",
        "latestVersion=false | \"latestVersion\": false | 3",
        "tenantIdIn=acme,x | \"tenantIdIn\": [\"acme\", \"x\"] | 1",
        "withoutTenantId=true | \"withoutTenantId\": true | 2",
        "deploymentId=x | \"deploymentId\": \"x\" | 0",
        "deploymentIdIn=x,y | \"deploymentIdIn\": [\"x\", \"y\"] | 0",
        "id=x | \"id\": \"x\" | 0",
        "processDefinitionIdIn=x,y | \"processDefinitionIdIn\": [\"x\", \"y\"] | 0"
      })
  void shouldFilter(String parameter, String property, int expected) {
    String path = "/orchestration-definition";
    assertThat(server.get(path + "?" + parameter).json()).hasSize(expected);
    assertThat(server.post(path, "{" + property + "}").json()).hasSize(expected);
    assertThat(server.get(path + "/count?" + parameter).json().get("count").asInt())
        .isEqualTo(expected);
    assertThat(server.post(path + "/count", "{" + property + "}").json().get("count").asInt())
        .isEqualTo(expected);
  }

  @Test
  void shouldFilterByIdsOfDefinitionAndDeployment() {
    String path = "/orchestration-definition?";
    assertThat(server.get(path + "id=" + first.getId()).all("id")).containsExactly(first.getId());
    assertThat(server.get(path + "processDefinitionIdIn=" + first.getId() + ",x").all("id"))
        .containsExactly(first.getId());
    assertThat(server.get(path + "deploymentId=" + second.getDeploymentId()).all("id"))
        .containsExactly(second.getId());
  }

  @ParameterizedTest
  @CsvSource({"id", "processDefinitionId", "version", "deploymentId"})
  void shouldSortBy(String sortBy) {
    String path = "/orchestration-definition?withoutTenantId=true&sortBy=" + sortBy + "&sortOrder=";
    assertThat(server.get(path + "asc").all("id")).containsExactly(ascending(sortBy));
    assertThat(server.get(path + "desc&maxResults=1").all("id"))
        .containsExactly(ascending(sortBy)[1]);
  }

  @ParameterizedTest
  @CsvSource({"key", "processDefinitionKey", "name", "tenantId"})
  void shouldTakeAsSortBy(String sortBy) {
    String path = "/orchestration-definition?sortBy=" + sortBy + "&sortOrder=asc";
    assertThat(server.get(path).json()).hasSize(3);
  }

  @Test
  void shouldSortByTenant() {
    String path = "/orchestration-definition?latestVersion=true&sortBy=tenantId&sortOrder=";
    assertThat(server.get(path + "asc").all("tenantId"))
        .containsExactlyInAnyOrder(null, "acme")
        .isNotEqualTo(server.get(path + "desc").all("tenantId"));
  }

  private static String[] ascending(String sortBy) {
    boolean firstIsLess =
        switch (sortBy) {
          case "version" -> true;
          case "deploymentId" -> first.getDeploymentId().compareTo(second.getDeploymentId()) < 0;
          default -> first.getId().compareTo(second.getId()) < 0;
        };
    return firstIsLess
        ? new String[] {first.getId(), second.getId()}
        : new String[] {second.getId(), first.getId()};
  }
}
