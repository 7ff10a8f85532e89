package io.github.bpmnstages.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bpmnstages.testing.TestDatabase;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.exception.NotValidException;
import org.junit.jupiter.api.Test;

class MssqlModeQueryTest extends QueryContract {

  MssqlModeQueryTest() {
    super(TestDatabase.MSSQL_MODE);
  }

  @Test
  @Override
  void shouldFilterByMoreValuesThanAListHolds() {
    assertThat(ids(runs().processInstanceIdIn(values(1900)))).containsExactly("running");
  }

  @Test
  @Override
  void shouldRefuseMoreValuesThanADatabaseTakes() {
    assertThatThrownBy(() -> runs().processInstanceIdIn(values(2500)).count())
        .isInstanceOf(NotValidException.class)
        .hasMessageContaining("2500")
        .hasMessageContaining("2000");
  }

  private static String[] values(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> i == 1800 ? "running" : "id-" + i)
        .toArray(String[]::new);
  }
}
