package io.github.bpmnstages.parse;

import java.util.LinkedHashSet;
import java.util.Set;
import org.camunda.bpm.impl.juel.AstBracket;
import org.camunda.bpm.impl.juel.AstDot;
import org.camunda.bpm.impl.juel.AstEval;
import org.camunda.bpm.impl.juel.AstIdentifier;
import org.camunda.bpm.impl.juel.AstMethod;
import org.camunda.bpm.impl.juel.AstString;
import org.camunda.bpm.impl.juel.Builder;
import org.camunda.bpm.impl.juel.Node;

/** The syntax tree of a requirement, parsed as the engine parses it. */
final class RequirementExpression {

  private final Node root;

  private RequirementExpression(Node root) {
    this.root = root;
  }

  /**
   * @throws IllegalArgumentException if it is not one {@code ${…}}
   */
  static RequirementExpression parse(String text) {
    Node root;
    try {
      root = new Builder(Builder.Feature.METHOD_INVOCATIONS).build(text).getRoot();
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("it does not parse, " + e.getMessage(), e);
    }
    if (!text.contains("${")) {
      throw new IllegalArgumentException("it holds no ${...}");
    }
    if (!(root instanceof AstEval eval) || eval.isDeferred()) {
      throw new IllegalArgumentException("it mixes ${...} with text, so it never yields a Boolean");
    }
    return new RequirementExpression(root);
  }

  /** What is read from an object by a name known beforehand: {@code a.x} and {@code a['x']}. */
  Set<String> namesReadFrom(String object) {
    Set<String> names = new LinkedHashSet<>();
    collect(root, object, names);
    return names;
  }

  private static void collect(Node node, String object, Set<String> names) {
    String name = nameReadFrom(object, node);
    if (name != null) {
      names.add(name);
    }
    for (int i = 0; i < node.getCardinality(); i++) {
      Node child = node.getChild(i);
      if (!isMethodOf(object, node, child)) {
        collect(child, object, names);
      }
    }
  }

  private static String nameReadFrom(String object, Node node) {
    if (node instanceof AstDot dot && isObject(object, dot.getChild(0))) {
      return dot.getStructuralId(null).substring(object.length() + 1);
    }
    if (node instanceof AstBracket bracket
        && isObject(object, bracket.getChild(0))
        && bracket.getChild(1) instanceof AstString string) {
      return (String) string.eval(null, null);
    }
    return null;
  }

  private static boolean isObject(String object, Node node) {
    return node instanceof AstIdentifier identifier && identifier.getName().equals(object);
  }

  /** In {@code stages.toString()} the name is that of a method. */
  private static boolean isMethodOf(String object, Node node, Node child) {
    return node instanceof AstMethod
        && child instanceof AstDot
        && isObject(object, child.getChild(0));
  }
}
