package io.github.bpmnstages.execution;

import java.lang.reflect.Field;
import org.camunda.bpm.engine.ProcessEngineException;

/** Reads and writes the few fields for which the engine has no accessor. */
final class EngineFields {

  private EngineFields() {}

  static <T> T read(Object owner, String name, Class<T> type) {
    try {
      return type.cast(field(owner, name).get(owner));
    } catch (IllegalAccessException e) {
      throw inaccessible(owner, name, e);
    }
  }

  static void write(Object owner, String name, Object value) {
    try {
      field(owner, name).set(owner, value);
    } catch (IllegalAccessException e) {
      throw inaccessible(owner, name, e);
    }
  }

  private static Field field(Object owner, String name) {
    for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
      try {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
      } catch (NoSuchFieldException e) {
        // look into the super-class
      }
    }
    throw inaccessible(owner, name, null);
  }

  private static ProcessEngineException inaccessible(Object owner, String name, Exception cause) {
    return new ProcessEngineException(
        "Field '"
            + name
            + "' of "
            + owner.getClass().getName()
            + " cannot be accessed; this version of the engine is not supported",
        cause);
  }
}
