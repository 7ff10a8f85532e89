package io.github.bpmnstages.reliability;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A PostgreSQL server that can be stopped at once, as by a crash, and started on the same data. */
final class PostgresServer implements AutoCloseable {

  private final Path data;
  private final int port;
  private EmbeddedPostgres server;

  PostgresServer(Path data) throws IOException {
    this.data = data;
    try (ServerSocket free = new ServerSocket(0)) {
      this.port = free.getLocalPort();
    }
    start();
  }

  private void start() throws IOException {
    server =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPort(port)
            .setPGStartupWait(Duration.ofMinutes(5))
            // what was acknowledged must survive
            .setServerConfig("synchronous_commit", "on")
            .start();
  }

  String url() {
    return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres";
  }

  /** Immediate shutdown: connections are cut, transactions lost, recovery comes with the start. */
  void restart() throws IOException, InterruptedException {
    String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim();
    new ProcessBuilder("kill", "-QUIT", pid).inheritIO().start().waitFor();
    ProcessHandle.of(Long.parseLong(pid)).ifPresent(process -> process.onExit().join());
    close();
    start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
