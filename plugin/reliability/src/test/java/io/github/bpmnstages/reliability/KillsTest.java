package io.github.bpmnstages.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes that die at any moment (contract, section 10). Each is killed, started and killed again,
 * whatever the other one does. {@code -Dstages.kills=50} for more, {@code -Dstages.seed} for the
 * same moments again, as far as two nodes do the same twice.
 */
class KillsTest {

  private static final int KILLS = Integer.getInteger("stages.kills", 2);
  private static final long SEED = Long.getLong("stages.seed", System.nanoTime());

  /** So much is a node allowed to do before it is killed; slow machines get the same load. */
  private static final int MOST_OPERATIONS = 80;

  private final AtomicInteger kills = new AtomicInteger();

  @Test
  void shouldAgreeWithTheEngineWhenNodesAreKilledUnderLoad(@TempDir Path directory)
      throws Exception {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    try (Cluster cluster = new Cluster(directory.resolve("data"), random)) {
      List<Callable<Void>> killers = new ArrayList<>();
      for (NodeProcess node : cluster.nodes) {
        Random moments = new Random(random.nextLong());
        killers.add(() -> killAgainAndAgain(cluster, node, moments));
      }
      ExecutorService threads = Executors.newFixedThreadPool(killers.size());
      for (Future<Void> killer : threads.invokeAll(killers)) {
        killer.get();
      }
      threads.shutdown();
      cluster.settle();
      System.out.println(cluster.summary());
      assertThat(cluster.ledger.operations()).isPositive();
    }
  }

  private Void killAgainAndAgain(Cluster cluster, NodeProcess node, Random moments)
      throws Exception {
    for (int kill = kills.incrementAndGet(); kill <= KILLS; kill = kills.incrementAndGet()) {
      node.awaitOperations(1 + moments.nextInt(MOST_OPERATIONS));
      TimeUnit.MILLISECONDS.sleep(moments.nextInt(100));
      node.kill();
      cluster.check();
      node.start(moments.nextLong());
      node.awaitReady();
      System.out.println(
          "kill " + kill + " of " + node + ", operations " + cluster.ledger.operations());
    }
    return null;
  }
}
