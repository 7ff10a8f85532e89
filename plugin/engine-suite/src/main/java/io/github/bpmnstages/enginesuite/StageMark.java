package io.github.bpmnstages.enginesuite;

import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.xml.sax.helpers.AttributesImpl;

/** The property that makes a sub-process a stage. */
final class StageMark {

  private StageMark() {}

  static void onPlainSubProcessesIn(Element element) {
    if (isPlainSubProcess(element)) {
      put(element);
    }
    element.elements().forEach(StageMark::onPlainSubProcessesIn);
  }

  private static boolean isPlainSubProcess(Element element) {
    return element.getTagName().equals("subProcess")
        && !Boolean.parseBoolean(element.attribute("triggeredByEvent"))
        && !Boolean.parseBoolean(element.attribute("isForCompensation"))
        && element.element("multiInstanceLoopCharacteristics") == null;
  }

  private static void put(Element subProcess) {
    Element extensions = child(subProcess, subProcess.getUri(), "extensionElements");
    Element properties =
        child(extensions, BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS.getNamespaceUri(), "properties");
    properties.add(property("stage.exitCondition", "allStepsCompleted"));
  }

  private static Element child(Element parent, String uri, String name) {
    Element existing = parent.element(name);
    if (existing != null) {
      return existing;
    }
    Element added = new Element(uri, name, name, null, null);
    parent.add(added);
    return added;
  }

  private static Element property(String name, String value) {
    AttributesImpl attributes = new AttributesImpl();
    attributes.addAttribute("", "name", "name", "CDATA", name);
    attributes.addAttribute("", "value", "value", "CDATA", value);
    return new Element(
        BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS.getNamespaceUri(),
        "property",
        "property",
        attributes,
        null);
  }
}
