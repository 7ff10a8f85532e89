package io.github.bpmnstages.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map.Entry;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Tables of the REST reference, as the OpenAPI document says them. */
final class OpenApiTables {

  static final String DOCUMENT = "plugin/rest/src/main/resources/bpmn-stages-openapi.json";

  private final JsonNode document;

  OpenApiTables() {
    try {
      document = new ObjectMapper().readTree(Repository.ROOT.resolve(DOCUMENT).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One table.
   *
   * @param reference {@code paths}, or {@code fields}, {@code filters}, {@code sorting} or {@code
   *     values} and the name of a schema
   */
  String table(String reference) {
    String[] words = reference.split(" ");
    return switch (words[0]) {
      case "paths" -> paths();
      case "fields" -> fields(schema(words[1]));
      case "filters" -> filters(schema(words[1]).get("properties"));
      case "sorting" -> values(schema(words[1]));
      case "values" -> values(schema(words[1]));
      default -> throw new AssertionError("Unknown table: " + reference);
    };
  }

  private String paths() {
    return "| request | what it does |\n| --- | --- |\n"
        + fields(document.get("paths").fields())
            .flatMap(
                path ->
                    fields(path.getValue().fields())
                        .filter(operation -> !isSameWithBody(operation))
                        .map(operation -> path(path.getKey(), operation)))
            .collect(Collectors.joining());
  }

  private String path(String path, Entry<String, JsonNode> operation) {
    boolean both = document.at("/paths").get(path).has("post") && "get".equals(operation.getKey());
    return "| `%s %s` | %s |\n"
        .formatted(
            both ? "GET, POST" : operation.getKey().toUpperCase(Locale.ROOT),
            path,
            operation.getValue().get("summary").asText());
  }

  private static boolean isSameWithBody(Entry<String, JsonNode> operation) {
    return operation.getValue().get("summary").asText().endsWith("(POST)");
  }

  private String fields(JsonNode schema) {
    return "| field | type | meaning |\n| --- | --- | --- |\n"
        + fields(schema.get("properties").fields())
            .map(
                field ->
                    "| `%s` | %s | %s |\n"
                        .formatted(field.getKey(), type(field.getValue()), text(field.getValue())))
            .collect(Collectors.joining());
  }

  private String filters(JsonNode properties) {
    return "| filter | type | meaning |\n| --- | --- | --- |\n"
        + fields(properties.fields())
            .filter(filter -> !List.of("sortBy", "sortOrder").contains(filter.getKey()))
            .filter(filter -> !isListOf(filter.getKey(), properties))
            .map(filter -> filter(filter, properties))
            .collect(Collectors.joining());
  }

  private String filter(Entry<String, JsonNode> filter, JsonNode properties) {
    String list = properties.has(filter.getKey() + "In") ? ", `" + filter.getKey() + "In`" : "";
    return "| `%s`%s | %s | %s |\n"
        .formatted(filter.getKey(), list, type(filter.getValue()), text(filter.getValue()));
  }

  private static boolean isListOf(String name, JsonNode properties) {
    return name.endsWith("In") && properties.has(name.substring(0, name.length() - 2));
  }

  private static String values(JsonNode schema) {
    return StreamSupport.stream(schema.get("enum").spliterator(), false)
            .map(value -> "`" + value.asText() + "`")
            .collect(Collectors.joining(", "))
        + "\n";
  }

  private String type(JsonNode field) {
    if (field.has("$ref")) {
      return "`" + name(field) + "`";
    }
    if (field.has("allOf")) {
      return type(field.get("allOf").get(0));
    }
    if (field.has("items")) {
      return "list of " + type(field.get("items"));
    }
    return field.path("format").asText(field.path("type").asText()) + nullable(field);
  }

  private static String nullable(JsonNode field) {
    return field.path("nullable").asBoolean() ? " or null" : "";
  }

  private String text(JsonNode field) {
    return field.has("$ref") && !field.has("description")
        ? schema(name(field)).path("description").asText()
        : field.path("description").asText();
  }

  private static String name(JsonNode reference) {
    return reference.get("$ref").asText().replaceAll(".*/", "");
  }

  private JsonNode schema(String name) {
    return document.at("/components/schemas/" + name);
  }

  private static Stream<Entry<String, JsonNode>> fields(Iterator<Entry<String, JsonNode>> fields) {
    Iterable<Entry<String, JsonNode>> iterable = () -> fields;
    return StreamSupport.stream(iterable.spliterator(), false);
  }
}
