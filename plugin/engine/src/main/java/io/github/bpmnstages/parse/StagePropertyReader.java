package io.github.bpmnstages.parse;

import static java.util.Objects.requireNonNullElse;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Reads the {@code stage.*} properties of an element. */
final class StagePropertyReader {

  private StagePropertyReader() {}

  /** Whether the element, or anything in it, has such a property. */
  static boolean occursIn(Element element) {
    if (!read(element).isEmpty()) {
      return true;
    }
    for (Element child : element.elements()) {
      if (occursIn(child)) {
        return true;
      }
    }
    return false;
  }

  /** The properties of the element itself, in file order, but for those left empty. */
  static List<StageProperty> read(Element element) {
    List<StageProperty> properties = List.of();
    for (Element extension : element.elements()) {
      if (extension.getTagName().equals("extensionElements")) {
        properties = readExtension(extension, properties);
      }
    }
    return properties;
  }

  private static List<StageProperty> readExtension(Element extension, List<StageProperty> before) {
    List<StageProperty> properties = before;
    for (Element group : extension.elementsNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "properties")) {
      for (Element property : group.elementsNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "property")) {
        StageProperty stageProperty = readProperty(property);
        if (stageProperty.name().startsWith(StageProperty.PREFIX) && !stageProperty.isUnset()) {
          properties = properties.isEmpty() ? new ArrayList<>() : properties;
          properties.add(stageProperty);
        }
      }
    }
    return properties;
  }

  private static StageProperty readProperty(Element property) {
    return new StageProperty(
        requireNonNullElse(property.attribute("name"), "").strip(),
        requireNonNullElse(property.attribute("value"), "").strip());
  }
}
