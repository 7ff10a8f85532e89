package io.github.bpmnstages.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Damages a BPMN file in one to four places, the same ones for the same seed. */
final class Mutation {

  private static final Pattern ATTRIBUTE = Pattern.compile(" [\\w:.-]+=(\"[^\"]*\"|'[^']*')");
  private static final Pattern TAG = Pattern.compile("<[\\w:]+(\\s[^<>]*)?/>|</?[\\w:]+[^<>?]*>");
  private static final Pattern ELEMENT =
      Pattern.compile("<(\\w+:)?(\\w+)(\\s[^<>]*)?(/>|>[^<]*</\\1?\\2>)");
  private static final Pattern PROPERTY = Pattern.compile("value=\"[^\"]*\"");
  private static final Pattern CONTENT = Pattern.compile(">[^<>]+<");

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "null",
          "true",
          "-1",
          "2147483648",
          "1 AND (",
          "NOT ".repeat(300) + "1",
          "(".repeat(400) + "1" + ")".repeat(400),
          "all",
          "requirements",
          "evaluationFlow",
          "evaluationDecision",
          "allStepsCompleted",
          "${",
          "${}",
          "${true}",
          "${1/0}",
          "${nowhere.nothing}",
          "${stages.nowhere.status == null}",
          "${steps['nowhere'].endTime}",
          "${execution.setVariable('x', 1) == null}",
          "#{true}",
          "${true} and ${false}",
          "PT0S",
          "P99999999999Y",
          "R3/PT1S",
          "-P1D",
          "&#0;",
          "&nowhere;",
          "&#x1F680;",
          "é".repeat(300),
          "x".repeat(5_000));

  private static final List<String> NAMES =
      List.of(
          "stage.exitCondition",
          "stage.requirement.1",
          "stage.requirement.11",
          "stage.requirement.-1",
          "stage.requirementLogic",
          "stage.evaluationFlow",
          "stage.evaluationDecision",
          "stage.dueIn",
          "stage.statusVariable",
          "stage.",
          "stage.exitcondition",
          "stage.requirement.99999999999");

  private static final List<String> TAGS =
      List.of(
          "subProcess",
          "transaction",
          "adHocSubProcess",
          "userTask",
          "callActivity",
          "boundaryEvent",
          "startEvent",
          "endEvent",
          "parallelGateway",
          "inclusiveGateway",
          "eventBasedGateway",
          "sequenceFlow",
          "process",
          "nowhere");

  private final Random random;
  private String xml;

  private Mutation(String xml, long seed) {
    this.xml = xml;
    this.random = new Random(seed);
  }

  static String of(String xml, long seed) {
    Mutation mutation = new Mutation(xml, seed);
    int places = 1 + mutation.random.nextInt(4);
    for (int i = 0; i < places; i++) {
      mutation.damage();
    }
    return mutation.xml;
  }

  private void damage() {
    switch (random.nextInt(13)) {
      case 0, 1 -> replace(any(ATTRIBUTE), "");
      case 2, 3 -> replaceValue();
      case 4 -> swap(ATTRIBUTE);
      case 5 -> replace(any(ELEMENT), "");
      case 6 -> swap(ELEMENT);
      case 7 -> repeatElsewhere();
      case 8 -> replace(any(TAG), "");
      case 9 -> renameTag();
      case 10 -> replace(any(PROPERTY), "value=\"" + anyOf(TEXTS) + "\"");
      case 11 -> addProperty();
      default -> damageText();
    }
  }

  private void replaceValue() {
    MatchResult attribute = any(ATTRIBUTE);
    if (attribute != null) {
      MatchResult other = any(ATTRIBUTE);
      String value = random.nextBoolean() ? anyOf(TEXTS) : unquoted(other.group(1));
      String name = attribute.group().substring(0, attribute.group().indexOf('='));
      replace(attribute, name + "=\"" + value + "\"");
    }
  }

  private void repeatElsewhere() {
    MatchResult element = any(ELEMENT);
    MatchResult place = any(TAG);
    if (element != null && place != null) {
      xml = xml.substring(0, place.end()) + element.group() + xml.substring(place.end());
    }
  }

  private void renameTag() {
    String from = anyOf(TAGS);
    String to = anyOf(TAGS);
    if (random.nextBoolean()) {
      xml = xml.replaceAll("(</?(bpmn:)?)" + from + "\\b", "$1" + to);
    } else {
      xml = xml.replaceFirst("(<(bpmn:)?)" + from + "\\b", "$1" + to);
    }
  }

  private void addProperty() {
    int place = xml.indexOf("<camunda:property ", random.nextInt(xml.length()));
    if (place >= 0) {
      String property =
          "<camunda:property name=\"%s\" value=\"%s\"/>".formatted(anyOf(NAMES), anyOf(TEXTS));
      xml = xml.substring(0, place) + property + xml.substring(place);
    }
  }

  private void damageText() {
    int place = random.nextInt(xml.length());
    switch (random.nextInt(4)) {
      case 0 -> xml = xml.substring(0, place);
      case 1 ->
          xml = xml.substring(0, place) + (char) random.nextInt(0x3000) + xml.substring(place);
      case 2 -> xml = xml.substring(0, place) + xml.substring(Math.min(xml.length(), place + 1));
      default -> replace(any(CONTENT), ">" + anyOf(TEXTS) + "<");
    }
    if (xml.isEmpty()) {
      xml = " ";
    }
  }

  private void swap(Pattern pattern) {
    MatchResult one = any(pattern);
    MatchResult other = any(pattern);
    if (one != null && one.end() <= other.start()) {
      xml =
          xml.substring(0, one.start())
              + other.group()
              + xml.substring(one.end(), other.start())
              + one.group()
              + xml.substring(other.end());
    }
  }

  private void replace(MatchResult part, String text) {
    if (part != null) {
      xml = xml.substring(0, part.start()) + text + xml.substring(part.end());
    }
  }

  /** A part of the file that matches, or null; what is drawn (BPMN DI) is left alone. */
  private MatchResult any(Pattern pattern) {
    int drawing = xml.indexOf("<bpmndi:");
    List<MatchResult> parts = new ArrayList<>();
    pattern
        .matcher(xml)
        .region(0, drawing < 0 ? xml.length() : drawing)
        .results()
        .forEach(parts::add);
    return parts.isEmpty() ? null : anyOf(parts);
  }

  private <T> T anyOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static String unquoted(String value) {
    return value.substring(1, value.length() - 1);
  }
}
