package io.github.bpmnstages.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;

/**
 * Compares the types of the answers with what the OpenAPI document says of them, field by field.
 */
final class SchemaAssert {

  private static final Map<Class<?>, String> TYPES =
      Map.of(
          String.class, "string",
          Date.class, "string:date-time",
          int.class, "integer:int32",
          Integer.class, "integer:int32",
          long.class, "integer:int64",
          Long.class, "integer:int64",
          Double.class, "number:double",
          boolean.class, "boolean");

  private final OpenAPI document;

  SchemaAssert(OpenAPI document) {
    this.document = document;
  }

  /** Follows {@code $ref} and {@code allOf} with one element. */
  static Schema<?> resolved(OpenAPI document, Schema<?> schema) {
    if (schema.get$ref() != null) {
      String reference = schema.get$ref();
      return resolved(
          document,
          document
              .getComponents()
              .getSchemas()
              .get(reference.substring(reference.lastIndexOf('/') + 1)));
    }
    return schema.getAllOf() == null ? schema : resolved(document, schema.getAllOf().get(0));
  }

  void describes(Type type, Schema<?> reference) {
    Schema<?> schema = resolved(document, reference);
    if (type instanceof ParameterizedType generic) {
      describesGeneric(generic, schema);
    } else if (((Class<?>) type).isRecord()) {
      describesRecord((Class<?>) type, schema);
    } else if (((Class<?>) type).isEnum()) {
      assertThat(schema.getEnum()).isEqualTo(names(type));
    } else if (schema.getEnum() == null) {
      String format = schema.getFormat() == null ? "" : ":" + schema.getFormat();
      assertThat(schema.getType() + format).isEqualTo(TYPES.get(type));
    }
  }

  private void describesGeneric(ParameterizedType type, Schema<?> schema) {
    Type first = type.getActualTypeArguments()[0];
    if (type.getRawType() == List.class) {
      describes(first, schema.getItems());
    } else if (((Class<?>) first).isEnum()) {
      assertThat(schema.getProperties()).containsOnlyKeys(names(first).toArray(String[]::new));
    } else {
      describes(type.getActualTypeArguments()[1], (Schema<?>) schema.getAdditionalProperties());
    }
  }

  private void describesRecord(Class<?> type, Schema<?> schema) {
    String[] fields =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getName)
            .toArray(String[]::new);
    assertThat(schema.getProperties().keySet()).as(type.getSimpleName()).containsExactly(fields);
    assertThat(schema.getRequired()).containsExactlyInAnyOrder(fields);
    for (RecordComponent field : type.getRecordComponents()) {
      describes(field.getGenericType(), schema.getProperties().get(field.getName()));
    }
  }

  private static List<String> names(Type type) {
    return Arrays.stream(((Class<?>) type).getEnumConstants())
        .map(constant -> ((Enum<?>) constant).name())
        .toList();
  }
}
