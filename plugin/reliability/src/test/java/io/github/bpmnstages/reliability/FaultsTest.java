package io.github.bpmnstages.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Load for a while, with one node killed again and again, the database restarted, and the heap of
 * the other node watched. {@code -Dstages.duration=PT30M} for the long run.
 */
@EnabledIfSystemProperty(named = "stages.duration", matches = ".+")
class FaultsTest {

  private static final Duration DURATION =
      Duration.parse(System.getProperty("stages.duration", "PT6S"));
  private static final long SEED = Long.getLong("stages.seed", System.nanoTime());
  private static final int ENOUGH_SAMPLES = 9;

  @Test
  void shouldAgreeWithTheEngineWhenNodesAreKilledAndTheDatabaseIsRestarted(@TempDir Path directory)
      throws Exception {
    Random random = new Random(SEED);
    System.out.println("seed " + SEED);
    List<Long> heaps = new ArrayList<>();
    int kills = 0;
    int restarts = 0;
    try (Cluster cluster = new Cluster(directory.resolve("data"), random)) {
      NodeProcess victim = cluster.nodes.get(0);
      NodeProcess survivor = cluster.nodes.get(1);
      long end = System.nanoTime() + DURATION.toNanos();
      do {
        TimeUnit.MILLISECONDS.sleep(
            Math.min(10_000, DURATION.toMillis() / 4) + random.nextInt(2_000));
        if (random.nextInt(3) == 0 || restarts == 0) {
          cluster.server.restart();
          restarts++;
        } else {
          cluster.killAndStart(victim);
          kills++;
        }
        cluster.check();
        heaps.add(survivor.heap());
        System.out.println(
            "kills "
                + kills
                + ", restarts of the database "
                + restarts
                + ", operations "
                + cluster.ledger.operations()
                + ", heap "
                + heaps.get(heaps.size() - 1) / 1024
                + " KiB");
      } while (System.nanoTime() < end);
      cluster.settle();
      System.out.println(cluster.summary());
      System.out.println(
          "heap after full collections, KiB: " + heaps.stream().map(h -> h / 1024).toList());
      assertFlat(heaps);
    }
  }

  /** The last third of the samples against the first one, after the caches have filled. */
  private static void assertFlat(List<Long> heaps) {
    if (heaps.size() >= ENOUGH_SAMPLES) {
      int third = heaps.size() / 3;
      long early = median(heaps.subList(1, 1 + third));
      long late = median(heaps.subList(heaps.size() - third, heaps.size()));
      assertThat(late).as("heap at the end, %s in the beginning", early).isLessThan(early * 5 / 4);
    }
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
