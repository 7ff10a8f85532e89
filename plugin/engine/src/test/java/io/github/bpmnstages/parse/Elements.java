package io.github.bpmnstages.parse;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.engine.impl.cfg.DefaultBpmnParseFactory;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** The elements of a file, right or wrong, as the engine hands them to its listeners. */
final class Elements {

  private Elements() {}

  /** The first process of the file. */
  static Element process(String xml) {
    BpmnParser parser = new BpmnParser(new JuelExpressionManager(), new DefaultBpmnParseFactory());
    BpmnParse parse =
        new BpmnParse(parser) {
          @Override
          protected void parseRootElement() {
            // only the elements are wanted
          }
        };
    parse.sourceInputStream(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    try {
      parse.execute();
    } catch (ParseException againstTheSchema) {
      // the elements are there all the same
    }
    return parse.getRootElement().elements("process").get(0);
  }
}
