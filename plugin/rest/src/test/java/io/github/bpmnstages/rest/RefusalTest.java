package io.github.bpmnstages.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 9: what is unknown or cannot be read is refused with 400, and told what is allowed. */
class RefusalTest {

  private static ProcessEngine engine;
  private static RestServer server;

  @BeforeAll
  static void start() {
    engine = RestEngine.start("default");
    server = RestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
    engine.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/orchestration-run?stauts=ERROR | 'stauts'; allowed are: | currentStageId",
        "/orchestration-run/count?stauts=ERROR | 'stauts'; allowed are: | currentStageId",
        "/stage-milestone?finished=true | 'finished'; allowed are: | kindIn",
        "/orchestration-definition?status=ERROR | 'status'; allowed are: | latestVersion",
        "/orchestration-run/anyId?status=ERROR | 'status'; none | allowed",
        "/orchestration-run/anyId/overview?status=ERROR | 'status'; none | allowed",
        "/stage-run/anyId?x=1 | 'x'; none | allowed",
        "/step-run/anyId?x=1 | 'x'; none | allowed",
        "/orchestration-definition/anyId?x=1 | 'x'; none | allowed",
        "/orchestration-definition/key/any?x=1 | 'x'; none | allowed",
        "/orchestration-definition/key/any/tenant-id/any?x=1 | 'x'; none | allowed",
        "/orchestration-definition/anyId/statistics?x=1 | 'x'; allowed are: | startedAfter",
        "/orchestration-definition/key/any/statistics?x=1 | 'x'; allowed are: | startedAfter"
      })
  void shouldRefuseUnknownParameters(String path, String found, String allowed) {
    assertRefused(server.get(path), found, allowed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/orchestration-run?status=DISCONTINUED | 'DISCONTINUED' | COMPLETED, CANCELED, ERROR",
        "/orchestration-run?statusIn=ERROR,error | 'error' | IN_PROGRESS, SUSPENDED",
        "/stage-run?status=NOT_STARTED | 'NOT_STARTED' | DISCONTINUED",
        "/step-run?statusIn=SUSPENDED | 'SUSPENDED' | NOT_STARTED",
        "/step-run?stepType=MANUAL | 'MANUAL' | INTERACTIVE, EXTERNAL, BACKGROUND",
        "/stage-milestone?kind=START | 'START' | TAKE_FAULT_PATH",
        "/stage-run?overdue=yes | 'overdue': 'yes' | true, false",
        "/stage-run?overdue= | 'overdue': '' | true, false",
        "/orchestration-definition?version=new | 'new' of 'version' | whole number"
      })
  void shouldRefuseUnknownValues(String path, String found, String allowed) {
    assertRefused(server.get(path), found, allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2013-01-23",
        "2013-02-31T14:42:45.000%2B0200",
        "2013-01-23T14:42:45.000%2B0200x",
        "10000-01-01T00:00:00.000%2B0000",
        "292278994-01-01T00:00:00.000%2B0000",
        "yesterday",
        ""
      })
  void shouldRefuseBadDates(String date) {
    String pattern = "yyyy-MM-dd'T'HH:mm:ss.SSSZ";
    assertRefused(server.get("/stage-run?startedBefore=" + date), "'startedBefore'", pattern);
    assertRefused(server.get("/stage-milestone/count?occurredAfter=" + date), "'occ", pattern);
    assertRefused(
        server.get("/orchestration-definition/key/any/statistics?startedAfter=" + date),
        "'startedAfter'",
        pattern);
    assertRefused(
        server.post("/orchestration-run", "{\"lastMilestoneBefore\": \"" + date + "\"}"),
        "'lastMilestoneBefore'",
        pattern);
  }

  @Test
  void shouldHintAtThePlusSignInUrls() {
    String date = "2013-01-23T14:42:45.000+0200";
    assertRefused(server.get("/stage-run?startedBefore=" + date), "'startedBefore'", "%2B");
    assertThat(server.post("/stage-run", "{\"startedBefore\": \"" + date + "\"}").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/orchestration-run?sortBy=startTime | both are required | asc, desc",
        "/orchestration-run?sortOrder=asc | both are required | startTime",
        "/stage-run/count?sortBy=startTime | both are required | dueDate",
        "/stage-run?sortBy=start&sortOrder=asc | 'start' | startTime",
        "/stage-run?sortBy=startTime&sortOrder=up | 'up' | asc, desc",
        "/orchestration-definition?sortBy=key | both are required | version"
      })
  void shouldRefuseBadSorting(String path, String found, String allowed) {
    assertRefused(server.get(path), found, allowed);
  }

  @ParameterizedTest
  @CsvSource({"firstResult,x", "maxResults,-1", "maxResults,1.5", "firstResult,''"})
  void shouldRefuseBadPages(String name, String value) {
    assertRefused(server.get("/step-run?" + name + "=" + value), name, "whole number");
    assertRefused(server.post("/step-run?" + name + "=" + value, "{}"), name, "whole number");
    assertRefused(server.get("/step-run/count?" + name + "=" + value), name, "whole number");
  }

  @Test
  void shouldRefuseEmptyListsInsteadOfAnsweringEverything() {
    assertRefused(server.get("/stage-run?stageIdIn="), "stageIdIn", "empty");
    assertRefused(server.get("/stage-run?stageIdIn=a,,b"), "stageIdIn", "empty");
    assertRefused(server.post("/stage-run", "{\"statusIn\": []}"), "statusIn", "empty");
  }

  @Test
  void shouldRefuseACharacterThatNoTextHas() {
    assertRefused(server.get("/stage-run?stageId=a%00"), "'stageId'", "U+0000");
    assertRefused(server.get("/orchestration-definition?keyIn=a,b%00"), "'keyIn'", "U+0000");
    assertRefused(server.post("/stage-run", "{\"stageId\": \"a\\u0000\"}"), "'stageId'", "U+0000");
  }

  @Test
  void shouldRefuseMoreValuesThanADatabaseTakes() {
    String ids = "\"x\",".repeat(40_000) + "\"x\"";
    RestAnswer answer = server.post("/stage-run", "{\"idIn\": [" + ids + "]}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.message()).contains("40001", "30000");
  }

  @Test
  void shouldRefuseAParameterThatIsGivenTwice() {
    assertRefused(server.get("/stage-run?stageId=a&stageId=b"), "stageId", "once");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{\"stauts\": \"ERROR\"} | 'stauts'; allowed are: | currentStageId",
        "{\"maxResults\": 1} | 'maxResults'; allowed are: | sorting",
        "{\"status\": \"FAILED\"} | 'FAILED' | IN_PROGRESS",
        "{\"status\": [\"ERROR\"]} | 'status' | single value",
        "{\"status\": {}} | 'status' | single value",
        "{\"statusIn\": \"ERROR\"} | 'statusIn' | array",
        "{\"statusIn\": [null]} | 'statusIn' | single value",
        "{\"finished\": 1} | '1' | true, false",
        "{\"sortBy\": \"startTime\"} | both are required | asc, desc",
        "{\"sorting\": [{\"sortBy\": \"startTime\"}]} | both are required | asc, desc",
        "{\"sorting\": [{\"sortBy\": \"x\", \"sortOrder\": \"asc\"}]} | 'x' | startTime",
        "{\"sorting\": [{\"by\": \"x\"}]} | 'by' | sortBy, sortOrder",
        "{\"sorting\": {\"sortBy\": \"startTime\"}} | 'sorting' | sortOrder",
        "{\"sorting\": [1]} | 'sorting' | sortOrder",
        "{\"status\": \"ERROR\", \"status\": \"ERROR\"} | JSON | status",
        "{} {} | JSON | Trailing",
        "{ | JSON | end-of-input",
        "[] | object | {",
        "null | object | {"
      })
  void shouldRefuseBadBodies(String body, String found, String allowed) {
    assertRefused(server.post("/orchestration-run", body), found, allowed);
    assertRefused(server.post("/orchestration-run/count", body), found, allowed);
  }

  @Test
  void shouldRefuseFiltersInTheUrlOfAPost() {
    assertRefused(
        server.post("/orchestration-run?status=ERROR", "{}"),
        "'status'",
        "firstResult, maxResults");
  }

  @Test
  void shouldTakeAnEmptyBodyForNoFilter() {
    assertThat(server.post("/orchestration-run", "").body()).isEqualTo("[]");
    assertThat(server.post("/orchestration-run", "{\"status\": null}").body()).isEqualTo("[]");
    assertThat(
            server.send(server.request("/orchestration-run").POST(BodyPublishers.noBody())).body())
        .isEqualTo("[]");
  }

  @Test
  void shouldRefuseBadBodiesOfRestartAndMove() {
    for (String body :
        new String[] {"", "{}", "{\"fromStageId\": null}", "{\"toStageId\": \"\"}"}) {
      assertThat(server.post("/orchestration-run/anyId/restart", body).status()).isEqualTo(400);
      assertThat(server.post("/orchestration-run/anyId/move", body).status()).isEqualTo(400);
    }
    assertRefused(
        server.post("/orchestration-run/anyId/restart", "{\"fromStageId\": \"a\", \"x\": 1}"),
        "'x'",
        "fromStageId");
    assertRefused(server.post("/stage-run/anyId/evaluate", "{\"x\": 1}"), "'x'", "none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/orchestration-run/unknown",
        "/orchestration-run/unknown/overview",
        "/stage-run/unknown",
        "/step-run/unknown",
        "/orchestration-definition/unknown",
        "/orchestration-definition/key/unknown",
        "/orchestration-definition/key/unknown/tenant-id/unknown",
        "/orchestration-definition/unknown/statistics",
        "/orchestration-definition/key/unknown/statistics",
        "/orchestration-definition/key/unknown/tenant-id/unknown/statistics"
      })
  void shouldNotFindUnknownIds(String path) {
    assertNotFound(server.get(path));
  }

  @Test
  void shouldNotFindUnknownIdsToActOn() {
    assertNotFound(server.post("/stage-run/unknown/evaluate", ""));
    assertNotFound(server.post("/orchestration-run/unknown/restart", "{\"fromStageId\": \"any\"}"));
    assertNotFound(server.post("/orchestration-run/unknown/move", "{\"toStageId\": \"any\"}"));
  }

  private static void assertRefused(RestAnswer answer, String found, String allowed) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.json().get("type").asText()).isEqualTo("InvalidRequestException");
    assertThat(answer.message()).contains(found).contains(allowed);
  }

  private static void assertNotFound(RestAnswer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(404);
    assertThat(answer.json().get("type").asText()).isEqualTo("InvalidRequestException");
    assertThat(answer.message()).contains("unknown");
  }
}
