package io.github.bpmnstages.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bpmnstages.model.RequirementLogic;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** STG-006: how requirements combine. */
class RequirementLogicReaderTest {

  private static final Set<Integer> NUMBERS = Set.of(1, 2, 3, 4);

  @ParameterizedTest
  @CsvSource({
    "all,                     1234, true",
    "all,                     123,  false",
    "ANY,                     3,    true",
    "any,                     '',   false",
    "1,                       1,    true",
    "not 1,                   1,    false",
    "1 AND 2 OR 3,            3,    true",
    "1 AND (2 OR 3),          3,    false",
    "1 OR 2 AND 3,            1,    true",
    "NOT 1 OR 2,              12,   true",
    "NOT 1 AND 2,             12,   false",
    "NOT (1 AND 2),           1,    true",
    "NOT NOT 1,               1,    true",
    "1 and Not(2 oR 3),       1,    true",
    "((((4)))),               4,    true",
    "NOT 1 AND NOT 2 OR NOT 3, 3,   true",
  })
  void shouldCombineRequirements(String text, String met, boolean expected) {
    // given
    RequirementLogic logic = RequirementLogicReader.read(text, NUMBERS);

    // when
    boolean result = logic.isMet(number -> met.contains(String.valueOf(number)));

    // then
    assertThat(result).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 2            | '2' at position 3 is where AND, OR or the end was expected
          1 AND          | the end at position 6 is where the number of a requirement, NOT or ( was expected
          AND 1          | 'AND' at position 1 is where the number
          1 NOT 2        | 'NOT' at position 3 is where AND, OR or the end was expected
          1 XOR 2        | 'XOR' at position 3 is where AND, OR or the end was expected
          1 && 2         | '&' at position 3 is where
          (1             | '(' at position 1 is never closed
          1)             | ')' at position 2 was never opened
          (1))           | ')' at position 4 was never opened
          ()             | ')' at position 2 is where the number
          1 OR (2        | '(' at position 6 is never closed
          5              | '5' at position 1 is not the number of a requirement of this stage
          01             | '01' at position 1 is where the number
          -1             | '-' at position 1 is where the number
          99999999999999 | '99999999999999' at position 1 is where the number
          all AND 1      | 'all' at position 1 is where the number
          ''             | the end at position 1 is where the number
          """)
  void shouldSayWhatIsWrongAndWhere(String text, String message) {
    assertThatThrownBy(() -> RequirementLogicReader.read(text, NUMBERS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void shouldTakeAThousandCharactersAndNotOneMore() {
    // given
    String longest = "1" + " ".repeat(998) + " ";

    // then
    assertThat(longest).hasSize(1_000);
    assertThatCode(() -> RequirementLogicReader.read(longest, NUMBERS)).doesNotThrowAnyException();
    assertThatThrownBy(() -> RequirementLogicReader.read(longest + " ", NUMBERS))
        .hasMessageContaining("1,001 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "NOT ", "NOT(", "1 AND (", "1 OR(", "NOT(1 OR "})
  void shouldReadAndEvaluateTheDeepestNestingOnASmallStack(String open) throws Exception {
    // given
    String close = open.contains("(") ? ")" : "";
    int depth = 999 / (open.length() + close.length());
    String formula = open.repeat(depth) + "1" + close.repeat(depth);
    List<Throwable> thrown = new ArrayList<>();
    Runnable readAndEvaluate =
        () -> RequirementLogicReader.read(formula, NUMBERS).isMet(number -> number == 1);

    // when
    Thread thread = new Thread(null, readAndEvaluate, "small stack", 160 * 1024);
    thread.setUncaughtExceptionHandler((t, e) -> thrown.add(e));
    thread.start();
    thread.join();

    // then
    assertThat(formula.length()).isBetween(900, 1_000);
    assertThat(thrown).isEmpty();
  }

  @Test
  void shouldAskFromLeftToRightAndOnlyWhatCanChangeTheResult() {
    // given
    List<Integer> asked = new ArrayList<>();
    RequirementLogic logic = RequirementLogicReader.read("(1 OR 2) AND (3 AND 4)", NUMBERS);

    // when
    logic.isMet(
        number -> {
          asked.add(number);
          return number == 1;
        });

    // then
    assertThat(asked).containsExactly(1, 3);
  }

  @Test
  void shouldAgreeWithTheTruthTablesOfRandomFormulas() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      // given
      Formula formula = Formula.random(random, 5);
      String text = formula.print(random, 0);
      RequirementLogic logic = RequirementLogicReader.read(text, NUMBERS);

      // then
      for (Set<Integer> met : subsets()) {
        assertThat(logic.isMet(met::contains))
            .as("%s with %s", text, met)
            .isEqualTo(formula.is(met));
      }
    }
  }

  private static List<Set<Integer>> subsets() {
    return IntStream.range(0, 16)
        .mapToObj(
            bits ->
                NUMBERS.stream()
                    .filter(number -> (bits >> number - 1 & 1) == 1)
                    .collect(Collectors.toSet()))
        .toList();
  }

  /**
   * A formula as a tree, which knows its value and prints itself with the parentheses it needs and
   * some that it does not.
   *
   * @param operator number, NOT, AND or OR
   */
  private record Formula(String operator, List<Formula> parts) {

    static Formula random(Random random, int depth) {
      return switch (depth == 0 ? 0 : random.nextInt(5)) {
        case 1 -> new Formula("NOT", List.of(random(random, depth - 1)));
        case 2, 3 ->
            new Formula("AND", List.of(random(random, depth - 1), random(random, depth - 1)));
        case 4 -> new Formula("OR", List.of(random(random, depth - 1), random(random, depth - 1)));
        default -> new Formula(String.valueOf(1 + random.nextInt(4)), List.of());
      };
    }

    boolean is(Set<Integer> met) {
      return switch (operator) {
        case "NOT" -> !parts.get(0).is(met);
        case "AND" -> parts.get(0).is(met) & parts.get(1).is(met);
        case "OR" -> parts.get(0).is(met) | parts.get(1).is(met);
        default -> met.contains(Integer.valueOf(operator));
      };
    }

    String print(Random random, int bindingAround) {
      String word = random.nextBoolean() ? operator : operator.toLowerCase();
      String text =
          switch (operator) {
            case "NOT" -> word + " " + parts.get(0).print(random, 3);
            case "AND" ->
                parts.get(0).print(random, 2) + " " + word + " " + parts.get(1).print(random, 2);
            case "OR" ->
                parts.get(0).print(random, 1) + "  " + word + " " + parts.get(1).print(random, 1);
            default -> word;
          };
      return binding() < bindingAround || random.nextInt(10) == 0 ? "( " + text + ")" : text;
    }

    private int binding() {
      return switch (operator) {
        case "OR" -> 1;
        case "AND" -> 2;
        default -> 3;
      };
    }
  }
}
