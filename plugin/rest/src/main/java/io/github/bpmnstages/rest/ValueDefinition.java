package io.github.bpmnstages.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;

/**
 * One type of value that a parameter can have: how its text is read.
 *
 * @param type type in the OpenAPI document
 * @param format format in the OpenAPI document, or null
 * @param allowed all values, if there are only so many, else empty
 */
record ValueDefinition<V>(
    String type, String format, List<String> allowed, TextReader<V> textReader) {

  static final ValueDefinition<String> TEXT =
      new ValueDefinition<>("string", null, List.of(), ValueDefinition::readText);

  static final ValueDefinition<java.util.Date> DATE =
      new ValueDefinition<>("string", "date-time", List.of(), DateReader::read);

  static final ValueDefinition<Integer> NUMBER =
      new ValueDefinition<>(
          "integer", "int32", List.of(), (name, text, mapper) -> NumberReader.read(name, text));

  static final ValueDefinition<Boolean> FLAG =
      new ValueDefinition<>("boolean", null, List.of(), ValueDefinition::readFlag);

  static <E extends Enum<E>> ValueDefinition<E> oneOf(Class<E> values) {
    List<String> names = Arrays.stream(values.getEnumConstants()).map(Enum::name).toList();
    return new ValueDefinition<>(
        "string",
        null,
        names,
        (name, text, mapper) -> Enum.valueOf(values, checked(name, text, names)));
  }

  /** Texts, of which only some are allowed. */
  static ValueDefinition<String> textOf(Class<? extends Enum<?>> values) {
    List<String> names = Arrays.stream(values.getEnumConstants()).map(Enum::name).toList();
    return new ValueDefinition<>(
        "string", null, names, (name, text, mapper) -> checked(name, text, names));
  }

  V read(String name, String text, ObjectMapper mapper) {
    return textReader.read(name, text, mapper);
  }

  /** PostgreSQL takes no text with such a character, not even to compare with. */
  private static String readText(String name, String text, ObjectMapper mapper) {
    if (text.indexOf('\0') >= 0) {
      throw BadRequests.invalid(
          "The value of '%s' holds a character U+0000, which no text has", name);
    }
    return text;
  }

  private static Boolean readFlag(String name, String text, ObjectMapper mapper) {
    return Boolean.valueOf(checked(name, text, List.of("true", "false")));
  }

  private static String checked(String name, String text, List<String> allowed) {
    if (!allowed.contains(text)) {
      throw BadRequests.unknown("value of '" + name + "':", text, allowed);
    }
    return text;
  }

  /** Turns a parameter's text into a value, or answers 400 with the parameter's name. */
  @FunctionalInterface
  interface TextReader<V> {
    V read(String name, String text, ObjectMapper mapper);
  }
}
