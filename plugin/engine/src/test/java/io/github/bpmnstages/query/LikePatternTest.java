package io.github.bpmnstages.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LIKE in memory answers what a database would. */
class LikePatternTest {

  @ParameterizedTest
  @CsvSource({
    "Order, Order, true",
    "Order, order, false",
    "Order, Orders, false",
    "Ord%, Order, true",
    "%der, Order, true",
    "%rde%, Order, true",
    "%d%d%, Order, false",
    "O%r%e%, Order, true",
    "%ab, aab, true",
    "%a_c, abcadc, true",
    "Orde_, Order, true",
    "Order_, Order, false",
    "%, '', true",
    "'', '', true",
    "'', x, false",
    "100\\%, 100%, true",
    "100\\%, 1000, false",
    "a\\_b, a_b, true",
    "a\\_b, axb, false",
    "a\\\\b, a\\b, true",
    ".*, Order, false",
    "(, Order, false"
  })
  void shouldMatchAsSqlDoes(String like, String text, boolean expected) {
    assertThat(LikePattern.compile(like).matches(text)).isEqualTo(expected);
  }

  // what fails here would not come to an end in a lifetime
  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldComeToAnEndHoweverManyWildcardsThereAre() {
    String name = "a".repeat(255);
    assertThat(LikePattern.compile("%".repeat(5_000) + "x").matches(name)).isFalse();
    assertThat(LikePattern.compile("%a".repeat(200) + "x").matches(name)).isFalse();
  }
}
