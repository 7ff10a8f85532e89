package io.github.bpmnstages.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Section 9, filters and sorting: each of them, in GET and POST, in lists and counts. */
class FilterTest {

  private static final List<QueryResource<?, ?, ?>> RESOURCES =
      List.of(
          new OrchestrationRunResource(),
          new StageRunResource(),
          new StepRunResource(),
          new MilestoneResource());

  /** Rows that are expected, for filters that are not like all the others. */
  private static final Map<String, String> SPECIAL =
      Map.ofEntries(
          Map.entry("finished", "ab"),
          Map.entry("unfinished", "c"),
          Map.entry("withoutTenantId", "c"),
          Map.entry("waitingForExitCondition", "c"),
          Map.entry("overdue", "c"),
          Map.entry("startedBefore", "a"),
          Map.entry("startedAfter", "bc"),
          Map.entry("endedBefore", "a"),
          Map.entry("endedAfter", "b"),
          Map.entry("dueBefore", "a"),
          Map.entry("dueAfter", "bc"),
          Map.entry("occurredBefore", "a"),
          Map.entry("occurredAfter", "bc"),
          Map.entry("lastMilestoneBefore", "c"));

  /** The filter that means the same as {@code id}. */
  private static final Map<String, String> ID_FILTERS =
      Map.of(
          "/orchestration-run", "processInstanceId",
          "/stage-run", "stageRunId",
          "/step-run", "stepRunId",
          "/stage-milestone", "milestoneId");

  /** Values of filters that take only some. */
  private static final Map<String, String> ENUM_OF_A =
      Map.of("kind", "END_RUN", "status", "COMPLETED", "stepType", "BACKGROUND");

  private static ProcessEngine engine;
  private static RestServer server;
  private static RowFixture rows;

  @BeforeAll
  static void start() {
    engine = RestEngine.start("default");
    rows = new RowFixture(engine);
    rows.insertAll();
    server = RestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
    engine.close();
  }

  @TestFactory
  Stream<DynamicTest> shouldFilterBy() {
    return RESOURCES.stream()
        .flatMap(
            resource ->
                resource.definition().filters().values().stream()
                    .map(
                        filter ->
                            DynamicTest.dynamicTest(
                                path(resource) + " " + filter.name(),
                                () -> assertFilter(path(resource), filter))));
  }

  @TestFactory
  Stream<DynamicTest> shouldSortBy() {
    return RESOURCES.stream()
        .flatMap(
            resource ->
                resource.definition().sortings().keySet().stream()
                    .map(
                        sorting ->
                            DynamicTest.dynamicTest(
                                path(resource) + " " + sorting,
                                () -> assertSorting(path(resource), sorting))));
  }

  private static void assertFilter(String path, FilterDefinition<?, ?> filter) {
    rows.callInsteadOfTask(filter.name().startsWith("calledProcessInstanceId"));
    String name = filter.name();
    String one = valueOfA(path, name);
    String expected = SPECIAL.getOrDefault(name, "a");
    assertRows(path, name, one, filter.list() ? "[" + quoted(one) + "]" : quoted(one), expected);
    if (filter.list()) {
      String two = one.replace("a-", "b-");
      assertRows(
          path,
          name,
          one + "," + two,
          "[" + quoted(one) + "," + quoted(two) + "]",
          one.equals(two) ? "a" : "ab");
    }
  }

  private static void assertRows(
      String path, String name, String value, String json, String expected) {
    String query = path + "?" + name + "=" + encoded(value);
    String body = "{\"" + name + "\": " + json + "}";
    String all = path + "/count?" + name + "=" + encoded(value);
    assertThat(letters(server.get(query))).as(query).isEqualTo(expected);
    assertThat(letters(server.post(path, body))).as(body).isEqualTo(expected);
    assertThat(server.get(all).json().get("count").asInt()).isEqualTo(expected.length());
    assertThat(server.post(path + "/count", body).json().get("count").asInt())
        .isEqualTo(expected.length());
  }

  private static void assertSorting(String path, String sorting) {
    String ended =
        path.equals("/stage-milestone") ? "?idIn=a-milestoneId,b-milestoneId" : "?finished=true";
    String sort = "&sortBy=" + sorting + "&sortOrder=";
    List<String> ascending = server.get(path + ended + sort + "asc").all("id");
    List<String> descending = server.get(path + ended + sort + "desc").all("id");
    List<String> byBody =
        server
            .post(
                path,
                "{\"tenantIdIn\": [\"a-tenantId\", \"b-tenantId\"], \"sorting\":"
                    + " [{\"sortBy\": \""
                    + sorting
                    + "\", \"sortOrder\": \"desc\"}]}")
            .all("id");
    // CANCELED comes before COMPLETED
    boolean reversed = sorting.equals("status");
    assertThat(first(ascending)).isEqualTo(reversed ? "ba" : "ab");
    assertThat(first(descending)).isEqualTo(reversed ? "ab" : "ba");
    assertThat(byBody).isEqualTo(descending);
  }

  private static String valueOfA(String path, String name) {
    if (name.equals("tenantIdIn")) {
      return "a-tenantId";
    }
    String field = name.endsWith("In") ? name.substring(0, name.length() - 2) : name;
    if (ENUM_OF_A.containsKey(field)) {
      return ENUM_OF_A.get(field);
    }
    if (field.equals("lastMilestoneBefore")) {
      return date(RowFixture.dayOf('d'));
    }
    if (field.endsWith("Before") || field.endsWith("After")) {
      return date(RowFixture.dayOf('b'));
    }
    if (field.endsWith("Like")) {
      return "a-%";
    }
    if (field.equals("id")) {
      return "a-" + ID_FILTERS.get(path);
    }
    return SPECIAL.containsKey(field) ? "true" : "a-" + field;
  }

  private static String quoted(String value) {
    return value.equals("true") ? value : "\"" + value + "\"";
  }

  private static String date(Date date) {
    return new SimpleDateFormat("yyyy-MM-dd'T'HH:mm:ss.SSSZ").format(date);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static String letters(RestAnswer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return first(answer.all("id").stream().sorted().toList());
  }

  private static String first(List<String> ids) {
    return ids.stream().map(id -> id.substring(0, 1)).collect(Collectors.joining());
  }

  private static String path(QueryResource<?, ?, ?> resource) {
    return resource.getClass().getAnnotation(jakarta.ws.rs.Path.class).value();
  }
}
