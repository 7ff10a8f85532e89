package io.github.bpmnstages.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Section 9: an OpenAPI 3 document describes all of it. */
class OpenApiDocumentTest {

  private static final List<QueryResource<?, ?, ?>> QUERY_RESOURCES =
      List.of(
          new OrchestrationRunResource(),
          new StageRunResource(),
          new StepRunResource(),
          new MilestoneResource(),
          new OrchestrationDefinitionResource());

  private static String text;
  private static OpenAPI document;
  private static List<String> problems;

  @BeforeAll
  static void readDocument() throws IOException {
    try (InputStream stream =
        StagesRestResources.class.getResourceAsStream("/bpmn-stages-openapi.json")) {
      text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    SwaggerParseResult result = new OpenAPIV3Parser().readContents(text, null, options);
    document = result.getOpenAPI();
    problems = result.getMessages();
  }

  @Test
  void shouldBeAValidOpenApiDocument() {
    assertThat(problems).isEmpty();
    assertThat(document.getOpenapi()).startsWith("3.0");
  }

  @Test
  void shouldBeTheSameInTheDocs() throws IOException {
    assertThat(Files.readString(Path.of("../../docs/reference/openapi.json"))).isEqualTo(text);
  }

  @Test
  void shouldDescribeEveryPathAndMethod() {
    // given
    Set<String> described = new TreeSet<>();
    document
        .getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap().keySet().forEach(method -> described.add(method + path)));

    // when
    Set<String> served = new TreeSet<>();
    StagesRestResources.getResourceClasses().stream()
        .map(Resource::from)
        .filter(resource -> !resource.getPath().startsWith(EngineResource.NAMED_ENGINE))
        .forEach(resource -> addMethods(resource, "", served));

    // then
    assertThat(described).isEqualTo(served);
  }

  @Test
  void shouldServeTheSameForNamedEngines() {
    // when
    Set<String> served = new TreeSet<>();
    StagesRestResources.getResourceClasses().stream()
        .map(Resource::from)
        .forEach(resource -> addMethods(resource, "", served));

    // then
    List<String> ofDefaultEngine =
        served.stream().filter(call -> !call.contains(EngineResource.NAMED_ENGINE)).toList();
    assertThat(served).hasSize(2 * ofDefaultEngine.size());
    ofDefaultEngine.forEach(
        call ->
            assertThat(served).contains(call.replaceFirst("/", EngineResource.NAMED_ENGINE + "/")));
  }

  @TestFactory
  Stream<DynamicTest> shouldDescribeEveryQueryParameter() {
    return QUERY_RESOURCES.stream()
        .flatMap(
            resource ->
                Stream.of("", "/count")
                    .map(
                        suffix ->
                            DynamicTest.dynamicTest(
                                path(resource) + suffix,
                                () -> assertQueryParameters(resource, suffix))));
  }

  @TestFactory
  Stream<DynamicTest> shouldDescribeEveryPropertyOfTheBody() {
    return QUERY_RESOURCES.stream()
        .map(
            resource ->
                DynamicTest.dynamicTest(path(resource), () -> assertBodyProperties(resource)));
  }

  @Test
  void shouldDescribeTheParametersOfStatistics() {
    for (Map.Entry<String, PathItem> path : document.getPaths().entrySet()) {
      if (path.getKey().endsWith("/statistics")) {
        assertThat(queryParameters(path.getValue().getGet()))
            .extracting(Parameter::getName)
            .containsExactlyElementsOf(StatisticsPeriod.NAMES);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> shouldDescribeEveryJsonField() {
    return Map.ofEntries(
            Map.entry("OrchestrationRun", OrchestrationRunDto.class),
            Map.entry("StageRun", StageRunDto.class),
            Map.entry("StepRun", StepRunDto.class),
            Map.entry("Milestone", MilestoneDto.class),
            Map.entry("Overview", OrchestrationOverviewDto.class),
            Map.entry("OrchestrationDefinition", OrchestrationDefinitionDto.class),
            Map.entry("OrchestrationStatistics", OrchestrationStatisticsDto.class),
            Map.entry("Evaluation", EvaluationDto.class))
        .entrySet()
        .stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () ->
                        new SchemaAssert(document)
                            .describes(entry.getValue(), schema(entry.getKey()))));
  }

  @Test
  void shouldAnswerWithTheSchemaOfTheResource() {
    assertThat(okSchema("/orchestration-run/{processInstanceId}", HttpMethod.GET))
        .isEqualTo("OrchestrationRun");
    assertThat(okSchema("/orchestration-run/{processInstanceId}/overview", HttpMethod.GET))
        .isEqualTo("Overview");
    assertThat(okSchema("/orchestration-run/{processInstanceId}/restart", HttpMethod.POST))
        .isEqualTo("OrchestrationRun");
    assertThat(okSchema("/stage-run/{id}", HttpMethod.GET)).isEqualTo("StageRun");
    assertThat(okSchema("/stage-run/{id}/evaluate", HttpMethod.POST)).isEqualTo("Evaluation");
    assertThat(okSchema("/step-run/{id}", HttpMethod.GET)).isEqualTo("StepRun");
    assertThat(okSchema("/orchestration-definition/key/{key}", HttpMethod.GET))
        .isEqualTo("OrchestrationDefinition");
    assertThat(okSchema("/orchestration-definition/key/{key}/statistics", HttpMethod.GET))
        .isEqualTo("OrchestrationStatistics");
  }

  private void assertQueryParameters(QueryResource<?, ?, ?> resource, String suffix) {
    List<Parameter> described =
        queryParameters(document.getPaths().get(path(resource) + suffix).getGet());
    List<String> expected = new ArrayList<>(resource.definition().filters().keySet());
    expected.addAll(List.of(QueryReader.SORT_BY, QueryReader.SORT_ORDER));
    expected.addAll(PageDefinition.NAMES);
    assertThat(described).extracting(Parameter::getName).containsExactlyElementsOf(expected);
    for (Parameter parameter : described) {
      FilterDefinition<?, ?> filter = resource.definition().filters().get(parameter.getName());
      if (filter != null) {
        assertFilter(filter, parameter.getSchema());
        assertThat(parameter.getExplode()).isEqualTo(!filter.list());
      }
    }
    assertSortBy(resource, described.get(expected.indexOf(QueryReader.SORT_BY)).getSchema());
  }

  private void assertBodyProperties(QueryResource<?, ?, ?> resource) {
    PathItem item = document.getPaths().get(path(resource));
    Schema<?> body = bodySchema(item.getPost());
    assertThat(bodySchema(document.getPaths().get(path(resource) + "/count").getPost()))
        .isEqualTo(body);
    List<String> expected = new ArrayList<>(resource.definition().filters().keySet());
    expected.addAll(List.of(QueryReader.SORT_BY, QueryReader.SORT_ORDER, QueryReader.SORTING));
    assertThat(body.getProperties()).containsOnlyKeys(expected.toArray(String[]::new));
    assertThat(body.getAdditionalProperties()).isEqualTo(false);
    resource
        .definition()
        .filters()
        .forEach((name, filter) -> assertFilter(filter, body.getProperties().get(name)));
    assertSortBy(resource, body.getProperties().get(QueryReader.SORT_BY));
    assertThat(queryParameters(item.getPost()))
        .extracting(Parameter::getName)
        .containsExactlyElementsOf(PageDefinition.NAMES);
  }

  private void assertFilter(FilterDefinition<?, ?> filter, Schema<?> schema) {
    Schema<?> described = resolved(schema);
    if (filter.list()) {
      assertThat(described.getType()).as(filter.name()).isEqualTo("array");
      described = resolved(described.getItems());
    }
    assertThat(described.getType()).as(filter.name()).isEqualTo(filter.value().type());
    assertThat(described.getFormat()).as(filter.name()).isEqualTo(filter.value().format());
    if (!filter.value().allowed().isEmpty()) {
      assertThat(described.getEnum()).as(filter.name()).isEqualTo(filter.value().allowed());
    }
  }

  private void assertSortBy(QueryResource<?, ?, ?> resource, Schema<?> schema) {
    assertThat(resolved(schema).getEnum())
        .isEqualTo(List.copyOf(resource.definition().sortings().keySet()));
  }

  private static void addMethods(Resource resource, String parent, Set<String> calls) {
    String path = parent + resource.getPath();
    for (ResourceMethod method : resource.getResourceMethods()) {
      calls.add(method.getHttpMethod() + path);
    }
    resource.getChildResources().forEach(child -> addMethods(child, path, calls));
  }

  private static String path(QueryResource<?, ?, ?> resource) {
    return resource.getClass().getAnnotation(jakarta.ws.rs.Path.class).value();
  }

  private static List<Parameter> queryParameters(Operation operation) {
    return operation.getParameters().stream()
        .filter(parameter -> "query".equals(parameter.getIn()))
        .toList();
  }

  private static Schema<?> bodySchema(Operation operation) {
    return resolved(operation.getRequestBody().getContent().get("application/json").getSchema());
  }

  private static String okSchema(String path, HttpMethod method) {
    String reference =
        document
            .getPaths()
            .get(path)
            .readOperationsMap()
            .get(method)
            .getResponses()
            .get("200")
            .getContent()
            .get("application/json")
            .getSchema()
            .get$ref();
    return reference.substring(reference.lastIndexOf('/') + 1);
  }

  private static Schema<?> schema(String name) {
    return document.getComponents().getSchemas().get(name);
  }

  private static Schema<?> resolved(Schema<?> schema) {
    return SchemaAssert.resolved(document, schema);
  }
}
