package io.github.bpmnstages.parse;

import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * One thing that is wrong with a model.
 *
 * @param element where it is wrong
 * @param message starts with the code; says what was found, what is allowed and how to mend it
 */
record Problem(Element element, String message) {

  /** The message with its place, for the log. */
  String describe() {
    return "%s (element '%s', line %d)"
        .formatted(message, element.attribute("id"), element.getLine());
  }
}
