package io.github.bpmnstages.parse;

import io.github.bpmnstages.model.RequirementLogic;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * Reads {@code all}, {@code any} or a formula such as {@code 1 AND (2 OR NOT 3)}. NOT binds
 * tightest, then AND, then OR; capital and small letters are the same. Works with stacks of its
 * own, so that no formula can exhaust the thread's, and neither can the formula's tree: negations
 * of negations vanish, and parentheses leave nothing behind.
 */
final class RequirementLogicReader {

  static final String ALL = "all";
  private static final String ANY = "any";
  private static final int LONGEST = 1_000;

  private final FormulaTokens tokens;
  private final Set<Integer> inUse;
  private final Deque<RequirementLogic> operands = new ArrayDeque<>();
  private final Deque<FormulaToken> operators = new ArrayDeque<>();

  private RequirementLogicReader(String formula, Set<Integer> inUse) {
    this.tokens = new FormulaTokens(formula);
    this.inUse = inUse;
  }

  /**
   * @param inUse numbers of the requirements that the stage has
   * @throws IllegalArgumentException with the place, if it is no such text
   */
  static RequirementLogic read(String text, Set<Integer> inUse) {
    SortedSet<Integer> numbers = new TreeSet<>(inUse);
    if (text.equalsIgnoreCase(ALL)) {
      return met -> numbers.stream().allMatch(met::test);
    }
    if (text.equalsIgnoreCase(ANY)) {
      return met -> numbers.stream().anyMatch(met::test);
    }
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("it is %,d characters long".formatted(text.length()));
    }
    return new RequirementLogicReader(text, numbers).readFormula();
  }

  private RequirementLogic readFormula() {
    do {
      readOperand();
      closeParentheses();
    } while (readOperator());
    while (!operators.isEmpty()) {
      if (operators.peek().is("(")) {
        throw operators.peek().refused("is never closed");
      }
      apply(operators.pop());
    }
    return operands.pop();
  }

  private void readOperand() {
    FormulaToken token = tokens.next();
    while (token.is("(") || token.is("NOT")) {
      operators.push(token);
      token = tokens.next();
    }
    int number = token.number();
    if (!inUse.contains(number)) {
      throw token.refused("is not the number of a requirement of this stage");
    }
    operands.push(met -> met.test(number));
  }

  private void closeParentheses() {
    while (tokens.peek().is(")")) {
      FormulaToken closing = tokens.next();
      applyDownTo(0);
      if (operators.isEmpty()) {
        throw closing.refused("was never opened");
      }
      operators.pop();
    }
  }

  private boolean readOperator() {
    FormulaToken token = tokens.next();
    if (token.isEnd()) {
      return false;
    }
    if (!token.is("AND") && !token.is("OR")) {
      throw token.refused("is where AND, OR or the end was expected");
    }
    applyDownTo(precedence(token));
    operators.push(token);
    return true;
  }

  /** Applies what binds at least as tightly, up to the nearest open parenthesis. */
  private void applyDownTo(int precedence) {
    while (!operators.isEmpty()
        && !operators.peek().is("(")
        && precedence(operators.peek()) >= precedence) {
      apply(operators.pop());
    }
  }

  private static int precedence(FormulaToken operator) {
    if (operator.is("NOT")) {
      return 3;
    }
    return operator.is("AND") ? 2 : 1;
  }

  private void apply(FormulaToken operator) {
    RequirementLogic right = operands.pop();
    if (operator.is("NOT")) {
      operands.push(negate(right));
    } else {
      RequirementLogic left = operands.pop();
      operands.push(
          operator.is("AND")
              ? met -> left.isMet(met) && right.isMet(met)
              : met -> left.isMet(met) || right.isMet(met));
    }
  }

  private static RequirementLogic negate(RequirementLogic logic) {
    return logic instanceof Negation negation ? negation.negated() : new Negation(logic);
  }

  private record Negation(RequirementLogic negated) implements RequirementLogic {
    @Override
    public boolean isMet(IntPredicate requirement) {
      return !negated.isMet(requirement);
    }
  }
}
