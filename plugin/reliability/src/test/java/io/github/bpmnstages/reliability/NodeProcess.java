package io.github.bpmnstages.reliability;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A node as its operator sees it: starts, is killed, is asked. */
final class NodeProcess {

  private static final long PATIENCE_IN_SECONDS = 600;

  private final String name;
  private final String url;
  private final Ledger ledger;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final AtomicInteger operations = new AtomicInteger();
  private Process process;
  private PrintStream commands;
  private Thread reader;

  NodeProcess(String name, String url, Ledger ledger) {
    this.name = name;
    this.url = url;
    this.ledger = ledger;
  }

  /** Comes back at once; {@link #awaitReady} tells when it works. */
  void start(long seed) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                Node.class.getName(),
                url,
                Long.toString(seed))
            .redirectError(ProcessBuilder.Redirect.appendTo(new File("target", name + ".log")))
            .start();
    commands = new PrintStream(process.getOutputStream(), true);
    answers.clear();
    BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream()));
    reader = new Thread(() -> lines.lines().forEach(this::hear));
    reader.setDaemon(true);
    reader.start();
  }

  private void hear(String line) {
    if (line.startsWith("done ")) {
      operations.incrementAndGet();
    }
    if (!ledger.note(line)) {
      answers.add(line);
    }
  }

  void awaitReady() throws InterruptedException {
    await("ready");
  }

  /** Until the node has done so much more for its callers. */
  void awaitOperations(int count) throws InterruptedException {
    int enough = operations.get() + count;
    long start = System.nanoTime();
    while (operations.get() < enough) {
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(PATIENCE_IN_SECONDS)) {
        throw new IllegalStateException("Node " + name + " does nothing, see its log");
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  /** {@code kill -9}; what the node had acknowledged is still read. */
  void kill() throws InterruptedException {
    // destroying the process itself would close the stream that is still to be read
    process.toHandle().destroyForcibly();
    process.waitFor();
    reader.join();
  }

  /** No more load and no more failures; jobs are still executed. */
  void calm() throws InterruptedException {
    commands.println("calm");
    await("calm");
  }

  /** Bytes in use after a full collection. */
  long heap() throws InterruptedException {
    commands.println("heap");
    return Long.parseLong(await("heap ").substring("heap ".length()));
  }

  void stop() throws InterruptedException {
    commands.println("stop");
    if (!process.waitFor(PATIENCE_IN_SECONDS, TimeUnit.SECONDS)) {
      kill();
    }
    reader.join();
  }

  @Override
  public String toString() {
    return name;
  }

  boolean isAlive() {
    return process != null && process.isAlive();
  }

  private String await(String beginning) throws InterruptedException {
    String answer = answers.poll(PATIENCE_IN_SECONDS, TimeUnit.SECONDS);
    if (answer == null || !answer.startsWith(beginning)) {
      throw new IllegalStateException(
          "Node " + name + " answered " + answer + " instead of " + beginning + ", see its log");
    }
    return answer;
  }
}
