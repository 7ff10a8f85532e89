package io.github.bpmnstages.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Collection;
import java.util.List;
import java.util.Map.Entry;

/**
 * Reads query parameters and JSON bodies. It refuses what it does not know, instead of ignoring it
 * as the engine's own resources do: a filter that is misspelled must not answer everything.
 */
final class RequestReader {

  private final ObjectMapper mapper;
  private final MultivaluedMap<String, String> parameters;

  RequestReader(ObjectMapper mapper, MultivaluedMap<String, String> parameters) {
    this.mapper = mapper;
    this.parameters = parameters;
  }

  ObjectMapper mapper() {
    return mapper;
  }

  /** Answers 400 if there are query parameters beside these, or one of them twice. */
  void checkParameters(Collection<String> allowed) {
    for (Entry<String, List<String>> parameter : parameters.entrySet()) {
      if (!allowed.contains(parameter.getKey())) {
        throw BadRequests.unknown("query parameter", parameter.getKey(), allowed);
      }
      if (parameter.getValue().size() > 1) {
        throw BadRequests.invalid(
            "Query parameter '%s' is given %d times; once is allowed, and …In parameters take comma"
                + " separated lists",
            parameter.getKey(), parameter.getValue().size());
      }
    }
  }

  /** Answers 400 if there are query parameters. */
  void checkNoParameters() {
    checkParameters(List.of());
  }

  /** Value of a query parameter, or null if it is not there. */
  String parameter(String name) {
    return parameters.getFirst(name);
  }

  /** Value of a query parameter, or null if it is not there. */
  <V> V parameter(String name, ValueDefinition<V> value) {
    return parameters.containsKey(name) ? value.read(name, parameter(name), mapper) : null;
  }

  PageDefinition page() {
    return new PageDefinition(
        parameter(PageDefinition.FIRST_RESULT, ValueDefinition.NUMBER),
        parameter(PageDefinition.MAX_RESULTS, ValueDefinition.NUMBER));
  }

  /** The JSON object of a body; an empty body is an empty object, as for the engine's resources. */
  ObjectNode body(String body, Collection<String> allowed) {
    ObjectNode object = body == null || body.isBlank() ? mapper.createObjectNode() : parse(body);
    checkProperties(object, allowed);
    return object;
  }

  /** Answers 400 unless the body is empty or an empty object. */
  void checkEmpty(String body) {
    body(body, List.of());
  }

  /** The one property of a body that has to be there. */
  String requiredText(String body, String name) {
    checkNoParameters();
    String text = text(body(body, List.of(name)), name);
    if (text == null || text.isBlank()) {
      throw BadRequests.invalid("Property '%s' is missing; expected is {\"%s\": …}", name, name);
    }
    return text;
  }

  /** Answers 400 if the object has properties beside these. */
  static void checkProperties(ObjectNode object, Collection<String> allowed) {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!allowed.contains(name)) {
                throw BadRequests.unknown("property", name, allowed);
              }
            });
  }

  /** Text of a property, or null if it is not there. */
  static String text(ObjectNode object, String name) {
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : scalar(name, value);
  }

  static String scalar(String name, JsonNode value) {
    if (!value.isValueNode() || value.isNull()) {
      throw BadRequests.invalid(
          "Value %s of '%s' is not allowed; expected is a single value", value, name);
    }
    return value.asText();
  }

  private ObjectNode parse(String body) {
    try {
      JsonNode node =
          mapper
              .reader()
              .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
              .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .readTree(body);
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw BadRequests.invalid("The body is no JSON object; expected is { … }");
    } catch (JsonProcessingException e) {
      throw BadRequests.invalid("The body cannot be read as JSON: %s", e.getOriginalMessage());
    }
  }
}
