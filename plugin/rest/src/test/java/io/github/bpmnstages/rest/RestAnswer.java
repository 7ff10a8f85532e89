package io.github.bpmnstages.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What the server answered. */
record RestAnswer(int status, String contentType, String body) {

  JsonNode json() {
    return RestServer.json(body);
  }

  /** Message of an error. */
  String message() {
    return json().path("message").asText();
  }

  /** Texts of one field of all rows. */
  List<String> all(String field) {
    List<String> texts = new ArrayList<>();
    json().forEach(row -> texts.add(row.path(field).asText(null)));
    return texts;
  }

  /** Names of the fields of a JSON object, in their order. */
  static List<String> fieldNames(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
