package io.github.bpmnstages.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.HistoricProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Contract, section 9: whoever logs in sees of the stages what the engine's own history shows to
 * the same user, whatever the permission, and of no other tenant anything at all.
 */
class PermissionTest {

  private static final List<String> USERS =
      List.of(
          "nobody",
          "historian",
          "reader",
          "readerOfTwo",
          "revoked",
          "revokedReader",
          "readerOfAll",
          "instanceRevoked",
          "ofOne",
          "ofTwo",
          "ofBoth",
          "writer",
          "mover",
          "restarter");

  private static final Permission READ = HistoricProcessInstancePermissions.READ;

  private static ProcessEngine engine;
  private static RestServer server;
  private static final Map<String, String> RUNS = new HashMap<>();

  static Stream<String> users() {
    return USERS.stream();
  }

  @BeforeAll
  static void start() {
    ProcessEngineConfigurationImpl configuration = RestEngine.configuration("default");
    configuration.setEnableHistoricInstancePermissions(true);
    engine = configuration.buildProcessEngine();
    USERS.forEach(id -> RestEngine.addUser(engine, id));
    RestEngine.deploy(engine, "orders.bpmn", null);
    RUNS.put("running", run(null));
    RUNS.put("other", run(null));
    RUNS.put("ended", run(null));
    engine.getRuntimeService().deleteProcessInstance(RUNS.get("ended"), "no more");
    for (String tenant : List.of("one", "two")) {
      addTenant(tenant);
      RestEngine.deploy(engine, "orders.bpmn", tenant);
      RUNS.put(tenant, run(tenant));
    }
    addMembers();
    allow();
    configuration.setAuthorizationEnabled(true);
    server = RestServer.startWithAuthentication();
  }

  private static void addMembers() {
    IdentityService identity = engine.getIdentityService();
    identity.createTenantUserMembership("one", "ofOne");
    identity.createTenantUserMembership("two", "ofTwo");
    identity.createTenantUserMembership("one", "ofBoth");
    identity.createTenantUserMembership("two", "ofBoth");
  }

  private static void allow() {
    for (String user : List.of("historian", "revoked", "revokedReader")) {
      grant(user, Resources.PROCESS_DEFINITION, "*", Permissions.READ_HISTORY);
    }
    for (String user : List.of("ofOne", "ofTwo", "ofBoth")) {
      grant(user, Resources.PROCESS_INSTANCE, "*", Permissions.ALL);
      grant(user, Resources.PROCESS_DEFINITION, "*", Permissions.ALL);
    }
    read("reader", "running");
    read("readerOfTwo", "running");
    read("readerOfTwo", "ended");
    read("revokedReader", "running");
    revoke("revoked", Resources.PROCESS_DEFINITION, "orders", Permissions.READ_HISTORY);
    revoke("revokedReader", Resources.PROCESS_DEFINITION, "orders", Permissions.READ_HISTORY);
    grant("readerOfAll", Resources.HISTORIC_PROCESS_INSTANCE, "*", READ);
    grant("instanceRevoked", Resources.HISTORIC_PROCESS_INSTANCE, "*", READ);
    revoke("instanceRevoked", Resources.HISTORIC_PROCESS_INSTANCE, RUNS.get("running"), READ);
  }

  @AfterAll
  static void stop() {
    server.close();
    engine.close();
  }

  @ParameterizedTest
  @MethodSource("users")
  void shouldListTheRunsWhoseHistoryOneMaySee(String user) {
    // when
    List<String> history = as(user, "/history/process-instance").all("id");

    // then
    RestAnswer runs = as(user, "/orchestration-run");
    assertThat(runs.all("id")).containsExactlyInAnyOrderElementsOf(history);
    assertThat(count(user, "/orchestration-run")).isEqualTo(history.size());
    assertThat(count(user, "/history/process-instance")).isEqualTo(history.size());
    assertThat(postAs(user, "/orchestration-run", "{}").all("id"))
        .containsExactlyInAnyOrderElementsOf(history);
  }

  @ParameterizedTest
  @MethodSource("users")
  void shouldAnswerTheSingleRunsWhoseHistoryOneMaySee(String user) {
    for (String run : RUNS.values()) {
      int history = as(user, "/history/process-instance/" + run).status();
      assertThat(as(user, "/orchestration-run/" + run).status()).isEqualTo(history);
      assertThat(as(user, "/orchestration-run/" + run + "/overview").status()).isEqualTo(history);
    }
  }

  @ParameterizedTest
  @MethodSource("users")
  void shouldShowTheStageRunsWhoseHistoryOneMaySee(String user) {
    // when
    List<String> history = as(user, "/history/activity-instance?activityType=subProcess").all("id");

    // then
    RestAnswer stageRuns = as(user, "/stage-run");
    assertThat(stageRuns.all("activityInstanceId")).containsExactlyInAnyOrderElementsOf(history);
    assertThat(count(user, "/stage-run")).isEqualTo(history.size());
    assertSingle(user, "/stage-run", stageRuns.all("id"));
  }

  @ParameterizedTest
  @MethodSource("users")
  void shouldShowTheStepRunsWhoseHistoryOneMaySee(String user) {
    // when
    List<String> history = as(user, "/history/activity-instance?activityType=userTask").all("id");

    // then
    RestAnswer stepRuns = as(user, "/step-run");
    assertThat(stepRuns.all("activityInstanceId")).containsExactlyInAnyOrderElementsOf(history);
    assertThat(count(user, "/step-run")).isEqualTo(history.size());
    assertSingle(user, "/step-run", stepRuns.all("id"));
  }

  @ParameterizedTest
  @MethodSource("users")
  void shouldShowTheMilestonesWhoseHistoryOneMaySee(String user) {
    // when
    List<String> history = as(user, "/history/process-instance").all("id");

    // then
    RestAnswer milestones = as(user, "/stage-milestone");
    assertThat(new TreeSet<>(milestones.all("processInstanceId")))
        .isEqualTo(new TreeSet<>(history));
    assertThat(count(user, "/stage-milestone")).isEqualTo(milestones.json().size());
    assertThat(milestones.all("id")).doesNotHaveDuplicates();
  }

  /** As the engine's statistics of activities, save that those do not ask for the tenant. */
  @ParameterizedTest
  @MethodSource("users")
  void shouldCountInStatisticsWhatOneMaySee(String user) {
    for (String tenant : new String[] {null, "one", "two"}) {
      // given
      String definition =
          "/orchestration-definition/key/orders" + (tenant == null ? "" : "/tenant-id/" + tenant);
      long runs = count(user, "/orchestration-run", tenant);
      boolean mayReadAll = mayReadAll(user, tenant);

      // when
      RestAnswer statistics = as(user, definition + "/statistics");

      // then
      assertThat(statistics.status()).as(user + tenant).isEqualTo(mayReadAll ? 200 : 404);
      assertThat(as(user, definition).status()).isEqualTo(mayReadAll ? 200 : 404);
      if (mayReadAll) {
        assertThat(total(statistics.json().path("runs"))).isEqualTo(runs);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("users")
  void shouldListTheDefinitionsOfWhichOneMayReadTheWholeHistory(String user) {
    // given
    List<String> expected = new ArrayList<>();
    for (String tenant : new String[] {null, "one", "two"}) {
      if (mayReadAll(user, tenant)) {
        expected.add(definitionId(tenant));
      }
    }

    // then
    assertThat(as(user, "/orchestration-definition").all("id"))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(count(user, "/orchestration-definition")).isEqualTo(expected.size());
    for (String tenant : new String[] {null, "one", "two"}) {
      int status = expected.contains(definitionId(tenant)) ? 200 : 404;
      String path = "/orchestration-definition/" + definitionId(tenant);
      assertThat(as(user, path).status()).isEqualTo(status);
      assertThat(as(user, path + "/statistics").status()).isEqualTo(status);
    }
  }

  @Test
  void shouldTellTheUsersApart() {
    assertThat(visible("nobody")).isEmpty();
    assertThat(visible("historian")).containsExactly("ended", "other", "running");
    assertThat(visible("reader")).containsExactly("running");
    assertThat(visible("readerOfTwo")).containsExactly("ended", "running");
    assertThat(visible("revoked")).isEmpty();
    assertThat(visible("readerOfAll")).containsExactly("ended", "other", "running");
    assertThat(visible("instanceRevoked")).containsExactly("ended", "other");
    assertThat(visible("ofOne")).containsExactly("ended", "one", "other", "running");
    assertThat(visible("ofTwo")).containsExactly("ended", "other", "running", "two");
    assertThat(visible("ofBoth")).containsExactly("ended", "one", "other", "running", "two");
  }

  @Test
  void shouldNotActForAnotherTenant() {
    // given
    String run = RUNS.get("two");
    String stageRun =
        as("ofTwo", "/stage-run?unfinished=true&processInstanceId=" + run).all("id").get(0);
    String stage = as("ofTwo", "/stage-run/" + stageRun).json().path("stageId").asText();

    // then
    assertThat(postAs("ofOne", "/stage-run/" + stageRun + "/evaluate", "").status()).isEqualTo(404);
    assertThat(postAs("ofOne", "/orchestration-run/" + run + "/move", to(stage)).status())
        .isEqualTo(404);
    assertThat(postAs("ofOne", "/orchestration-run/" + run + "/restart", from(stage)).status())
        .isEqualTo(404);
    assertThat(postAs("ofTwo", "/stage-run/" + stageRun + "/evaluate", "").status()).isEqualTo(200);
    assertThat(postAs("ofTwo", "/orchestration-run/" + run + "/move", to(stage)).status())
        .isEqualTo(204);
  }

  @Test
  void shouldNotActOnARunThatOneMayOnlyRead() {
    // given
    String run = RUNS.get("running");
    String stageRun = as("reader", "/stage-run?unfinished=true").all("id").get(0);

    // then
    assertThat(postAs("reader", "/stage-run/" + stageRun + "/evaluate", "").status())
        .isEqualTo(403);
    assertThat(postAs("reader", "/orchestration-run/" + run + "/move", to("check")).status())
        .isEqualTo(403);
    assertThat(
            postAs(
                    "readerOfTwo",
                    "/orchestration-run/" + RUNS.get("ended") + "/restart",
                    from("check"))
                .status())
        .isEqualTo(403);
  }

  /** Changing a run takes what the engine's own modification and variables take, and no more. */
  @Test
  void shouldActWithThePermissionThatJustSuffices() {
    // given
    String run = run(null);
    grant("writer", Resources.PROCESS_INSTANCE, run, ProcessInstancePermissions.UPDATE_VARIABLE);
    grant("mover", Resources.PROCESS_INSTANCE, run, Permissions.UPDATE);
    grant("restarter", Resources.PROCESS_INSTANCE, "*", Permissions.CREATE);
    grant(
        "restarter",
        Resources.PROCESS_DEFINITION,
        "orders",
        Permissions.READ_HISTORY,
        Permissions.READ,
        Permissions.CREATE_INSTANCE);
    String stageRun =
        as("historian", "/stage-run?unfinished=true&processInstanceId=" + run).all("id").get(0);

    // then
    assertThat(postAs("writer", "/stage-run/" + stageRun + "/evaluate", "").status())
        .isEqualTo(200);
    assertThat(postAs("writer", "/orchestration-run/" + run + "/move", to("check")).status())
        .isEqualTo(404);
    assertThat(postAs("mover", "/stage-run/" + stageRun + "/evaluate", "").status()).isEqualTo(200);
    assertThat(postAs("mover", "/orchestration-run/" + run + "/move", to("check")).status())
        .isEqualTo(204);
    assertThat(as("mover", "/orchestration-run/" + run).status()).isEqualTo(404);
    assertThat(
            postAs(
                    "restarter",
                    "/orchestration-run/" + RUNS.get("ended") + "/restart",
                    from("check"))
                .status())
        .isEqualTo(200);
  }

  /** Another tenant's ids and names in a filter find nothing. */
  @ParameterizedTest
  @MethodSource("filters")
  void shouldFindNothingOfAnotherTenantByAFilter(String resource, String filter) {
    String path = resource + "?" + filter.replace("RUN", RUNS.get("two"));
    assertThat(as("ofOne", path).json()).isEmpty();
    assertThat(as("ofTwo", path).json()).isNotEmpty();
    assertThat(countOf(as("ofOne", path.replace("?", "/count?")))).isZero();
  }

  static Stream<Arguments> filters() {
    return Stream.of("/orchestration-run", "/stage-run", "/step-run", "/stage-milestone")
        .flatMap(
            resource ->
                Stream.of("processInstanceId=RUN", "tenantIdIn=two", "processInstanceIdIn=RUN")
                    .map(filter -> Arguments.of(resource, filter)));
  }

  private static List<String> visible(String user) {
    List<String> ids = as(user, "/orchestration-run").all("id");
    return RUNS.entrySet().stream()
        .filter(run -> ids.contains(run.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private static void assertSingle(String user, String path, List<String> visible) {
    for (String id : all(path)) {
      assertThat(as(user, path + "/" + id).status()).isEqualTo(visible.contains(id) ? 200 : 404);
    }
  }

  /** Ids of all rows, as they are known to who may read everything. */
  private static List<String> all(String path) {
    TreeSet<String> ids = new TreeSet<>(as("ofBoth", path).all("id"));
    assertThat(ids).isNotEmpty();
    return List.copyOf(ids);
  }

  private static boolean mayReadAll(String user, String tenant) {
    String definition = definitionId(tenant);
    String statistics = "/history/process-definition/" + definition + "/statistics?finished=true";
    String runs = "/history/process-instance?processDefinitionId=" + definition;
    return !as(user, statistics).json().isEmpty() && !as(user, runs).json().isEmpty();
  }

  private static String definitionId(String tenant) {
    var query =
        engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionKey("orders");
    return (tenant == null ? query.withoutTenantId() : query.tenantIdIn(tenant))
        .singleResult()
        .getId();
  }

  private static long total(JsonNode byStatus) {
    long total = 0;
    for (JsonNode runs : byStatus) {
      total += runs.asLong();
    }
    return total;
  }

  private static long count(String user, String path) {
    return countOf(as(user, path + "/count"));
  }

  private static long count(String user, String path, String tenant) {
    String filter = tenant == null ? "withoutTenantId=true" : "tenantIdIn=" + tenant;
    return countOf(as(user, path + "/count?processDefinitionKey=orders&" + filter));
  }

  private static long countOf(RestAnswer answer) {
    return answer.json().path("count").asLong(-1);
  }

  private static String to(String stage) {
    return "{\"toStageId\": \"" + stage + "\"}";
  }

  private static String from(String stage) {
    return "{\"fromStageId\": \"" + stage + "\"}";
  }

  private static RestAnswer as(String user, String path) {
    return server.getAs(user, path);
  }

  private static RestAnswer postAs(String user, String path, String json) {
    return server.postAs(user, path, json);
  }

  private static String run(String tenant) {
    var start = engine.getRuntimeService().createProcessInstanceByKey("orders");
    return (tenant == null
            ? start.processDefinitionWithoutTenantId()
            : start.processDefinitionTenantId(tenant))
        .setVariables(Map.of("approved", false, "amount", 5000))
        .execute()
        .getId();
  }

  private static void addTenant(String id) {
    Tenant tenant = engine.getIdentityService().newTenant(id);
    engine.getIdentityService().saveTenant(tenant);
  }

  private static void read(String user, String run) {
    grant(user, Resources.HISTORIC_PROCESS_INSTANCE, RUNS.get(run), READ);
  }

  private static void grant(String user, Resource resource, String id, Permission... permissions) {
    save(Authorization.AUTH_TYPE_GRANT, user, resource, id, permissions);
  }

  private static void revoke(String user, Resource resource, String id, Permission permission) {
    save(Authorization.AUTH_TYPE_REVOKE, user, resource, id, permission);
  }

  private static void save(
      int type, String user, Resource resource, String id, Permission... permissions) {
    AuthorizationService service = engine.getAuthorizationService();
    Authorization authorization = service.createNewAuthorization(type);
    authorization.setUserId(user);
    authorization.setResource(resource);
    authorization.setResourceId(id);
    for (Permission permission : permissions) {
      if (type == Authorization.AUTH_TYPE_REVOKE) {
        authorization.removePermission(permission);
      } else {
        authorization.addPermission(permission);
      }
    }
    service.saveAuthorization(authorization);
  }
}
