package io.github.bpmnstages.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.benchmarks.SqlTraffic.Count;
import io.github.bpmnstages.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the benchmarks run, and do the work that they say; no figure of theirs is checked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BenchmarksTest {

  private static final Pairs ONE = new Pairs(1, 1);

  private Node plain;
  private Node plugin;

  @BeforeAll
  void start() {
    plain = Node.plain(TestDatabase.H2);
    plugin = Node.withPlugin(TestDatabase.H2);
  }

  @AfterAll
  void stop() {
    plain.close();
    plugin.close();
  }

  static List<Case> cases() {
    return Case.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldRunToTheEndWithAndWithoutThePlugin(Case compared) {
    assertThatRunEnds(plain, compared);
    assertThatRunEnds(plugin, compared);
  }

  private static void assertThatRunEnds(Node node, Case compared) {
    // given
    node.deploy(compared.model());

    // when
    Count count = node.traffic().of(() -> compared.work().run(node.engine()));

    // then
    assertThat(node.engine().getRuntimeService().createProcessInstanceQuery().count()).isZero();
    assertThat(count.statements()).isPositive();
    assertThat(count.rows()).isPositive();
    assertThat(count.roundTrips()).isPositive();
  }

  @Test
  void shouldCompareWithTheEngineAlone() {
    // when
    String table =
        printed(out -> new EngineComparison(ONE, out).print(Case.THREE_TIMES_TWO, TestDatabase.H2));

    // then
    assertThat(table).matches("(?s)\\| 3 stages × 2 user tasks \\| H2 \\| \\d+\\.\\d\\d .*");
  }

  @Test
  void shouldCompareWithCmmn() {
    // when
    String table = printed(out -> new CmmnComparison(ONE, out).print(TestDatabase.H2));

    // then
    assertThat(table)
        .contains(
            "| BPMN with this plugin | H2 |", "| Camunda CMMN | H2 |", "| Flowable CMMN | H2 |")
        .contains("| overview of this plugin | H2 |");
  }

  private static String printed(Consumer<PrintStream> benchmark) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    benchmark.accept(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
