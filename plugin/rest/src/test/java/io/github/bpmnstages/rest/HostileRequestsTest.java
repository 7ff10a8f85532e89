package io.github.bpmnstages.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every parameter, path and property of the OpenAPI document with values that nobody should send:
 * the answer is a result or a clear refusal, and nothing in the tables has changed.
 *
 * <p>A sample in the ordinary run; all with {@code -Dhostile.requests=all}.
 */
class HostileRequestsTest {

  private static final int SAMPLE = 1_500;
  private static final long SEED = Long.getLong("hostile.seed", 7);

  private static final String INJECTED = "nowhere' or '1'='1";

  /** What no filter accepts as anything but a text that no row has. */
  private static final List<String> TEXTS =
      List.of(
          INJECTED,
          "nowhere'; drop table STG_HI_RUN; --",
          "nowhere\" or \"\"=\"",
          "nowhere') union select * from ACT_ID_USER --",
          "nowhere\\' or 1=1 --",
          "${1/0}",
          "#{RES.ID_}",
          "%' escape '!",
          "\\",
          "\u0000",
          "\ud83d\ude80",
          "\ud800",
          "\u202e\r\n\t",
          "NaN",
          "-1",
          "99999999999999999999",
          "1e400",
          "2026-02-30T00:00:00.000+0000",
          "292278995-01-01T00:00:00.000+0000",
          "null",
          "true,false",
          ",",
          "",
          " ",
          "<script>alert(1)</script>",
          "../../etc/passwd",
          "x".repeat(3_000));

  /** JSON of every type. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "1e999",
          "123456789012345678901234567890",
          "[]",
          "[null]",
          "[[]]",
          "[{}]",
          "[\"\"]",
          "[true, 1, \"x\"]",
          "{}",
          "{\"$ref\": \"#\"}",
          "[" + "\"x\",".repeat(31_000) + "\"x\"]",
          "[".repeat(900) + "]".repeat(900),
          "[".repeat(5_000),
          "\"" + "x".repeat(1_000_000) + "\"",
          "\"\\ud800\"",
          "x",
          "'");

  private record Call(String method, String path, String body) {}

  private static ProcessEngine engine;
  private static RestServer server;
  private static JsonNode document;

  @BeforeAll
  static void start() throws IOException {
    engine = RestEngine.start("default");
    RestEngine.deploy(engine, "orders.bpmn", null);
    new RowFixture(engine).insertAll();
    server = RestServer.start();
    try (InputStream stream =
        StagesRestResources.class.getResourceAsStream("/bpmn-stages-openapi.json")) {
      document = new ObjectMapper().readTree(stream);
    }
  }

  @AfterAll
  static void stop() {
    server.close();
    engine.close();
  }

  @Test
  void shouldAnswerOrRefuseWhateverIsAsked() {
    // given
    Map<String, Long> before = engine.getManagementService().getTableCount();
    List<Call> calls = new ArrayList<>();
    document.get("paths").fields().forEachRemaining(path -> addCalls(path, calls));
    assertThat(calls).hasSizeGreaterThan(20_000);

    // when
    Map<String, Integer> answers = new TreeMap<>();
    for (Call call : sample(calls)) {
      answers.merge(call.method() + " " + assertAnswered(call), 1, Integer::sum);
    }
    System.out.println("Hostile requests: " + answers);

    // then
    assertThat(engine.getManagementService().getTableCount()).isEqualTo(before);
    assertThat(answers).containsKeys("GET 200", "GET 400", "GET 404", "POST 200", "POST 400");
  }

  private static List<Call> sample(List<Call> calls) {
    if ("all".equals(System.getProperty("hostile.requests"))) {
      return calls;
    }
    List<Call> shuffled = new ArrayList<>(calls);
    Collections.shuffle(shuffled, new Random(SEED));
    return shuffled.subList(0, SAMPLE);
  }

  // calls of one path of the document

  private static void addCalls(Map.Entry<String, JsonNode> path, List<Call> calls) {
    path.getValue()
        .fields()
        .forEachRemaining(
            operation -> {
              String method = operation.getKey().toUpperCase();
              if (List.of("GET", "POST").contains(method)) {
                String known = path.getKey().replaceAll("\\{[^}]*}", "nowhere");
                String body = method.equals("POST") ? "{}" : null;
                hostilePaths(path.getKey())
                    .forEach(hostile -> calls.add(new Call(method, hostile, body)));
                parameters(operation.getValue())
                    .forEach(name -> addParameter(method, known, name, body, calls));
                properties(operation.getValue())
                    .forEach(name -> addProperty(method, known, name, calls));
                addMethods(known, calls);
              }
            });
  }

  private static Stream<String> hostilePaths(String path) {
    if (!path.contains("{")) {
      return Stream.empty();
    }
    return TEXTS.stream()
        .filter(text -> !text.isBlank())
        .map(text -> path.replaceAll("\\{[^}]*}", encoded(text)));
  }

  private static void addParameter(
      String method, String path, String name, String body, List<Call> calls) {
    for (String text : TEXTS) {
      calls.add(new Call(method, path + "?" + name + "=" + encoded(text), body));
    }
    calls.add(new Call(method, path + "?" + name, body));
    calls.add(new Call(method, path + "?" + name + "=a&" + name + "=b", body));
    calls.add(new Call(method, path + "?sortOrder=asc&sortBy=" + name + encoded(INJECTED), body));
    calls.add(new Call(method, path + "?sortBy=id&sortOrder=" + encoded("asc, " + INJECTED), body));
  }

  private static void addProperty(String method, String path, String name, List<Call> calls) {
    String start = "{\"" + name + "\": ";
    for (String text : TEXTS) {
      calls.add(new Call(method, path, start + JsonNodeFactory.instance.textNode(text) + "}"));
      calls.add(
          new Call(method, path, start + "[" + JsonNodeFactory.instance.textNode(text) + "]}"));
    }
    for (String value : VALUES) {
      calls.add(new Call(method, path, start + value + "}"));
    }
    ObjectNode sorting = JsonNodeFactory.instance.objectNode();
    sorting.putArray("sorting").addObject().put("sortBy", name).put("sortOrder", INJECTED);
    calls.add(new Call(method, path, sorting.toString()));
  }

  private static void addMethods(String path, List<Call> calls) {
    for (String method : List.of("PUT", "DELETE", "PATCH", "TRACE")) {
      calls.add(new Call(method, path, null));
    }
  }

  private static List<String> parameters(JsonNode operation) {
    List<String> names = new ArrayList<>();
    for (JsonNode parameter : operation.path("parameters")) {
      JsonNode resolved = resolved(parameter);
      if (resolved.path("in").asText().equals("query")) {
        names.add(resolved.get("name").asText());
      }
    }
    return names;
  }

  private static List<String> properties(JsonNode operation) {
    JsonNode body = resolved(operation.path("requestBody"));
    JsonNode schema = resolved(body.path("content").path("application/json").path("schema"));
    List<String> names = new ArrayList<>();
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  // what has to be true of the answer

  private static int assertAnswered(Call call) {
    RestAnswer answer = server.send(call.method(), call.path(), call.body());
    String description =
        "%s %s %s%n%d %s"
            .formatted(
                call.method(),
                abbreviated(call.path()),
                abbreviated(call.body()),
                answer.status(),
                abbreviated(answer.body()));
    assertThat(answer.status()).as(description).isBetween(200, 499);
    if (answer.status() >= 400 && "application/json".equals(answer.contentType())) {
      assertThat(answer.json().path("type").asText()).as(description).isNotEmpty();
      assertThat(answer.message()).as(description).isNotEmpty().doesNotContain("SQL");
    }
    boolean injected = (call.path() + call.body()).contains("nowhere");
    if (injected && answer.status() == 200 && answer.body().startsWith("[")) {
      assertThat(answer.body()).as(description).isEqualTo("[]");
    }
    return answer.status();
  }

  private static String abbreviated(String text) {
    return text == null || text.length() < 300 ? text : text.substring(0, 300) + "…";
  }
}
