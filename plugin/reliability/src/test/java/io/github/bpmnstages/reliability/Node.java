package io.github.bpmnstages.reliability;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * One node, a process of its own: executes jobs and makes load. Tells its standard output what was
 * acknowledged to the callers, and is told by its standard input what to do.
 */
public final class Node {

  private static final int CALLERS = 3;

  private Node() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Work work = new Work();
    NodeEngine node = new NodeEngine(arguments[0], work, true);
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      Load load = new Load(node.engine(), work, Long.parseLong(arguments[1]) + i, Node::tell);
      Thread caller = new Thread(load, "caller-" + i);
      caller.start();
      callers.add(caller);
    }
    tell("ready");
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
    for (String command = commands.readLine(); command != null; command = commands.readLine()) {
      switch (command) {
        case "heap" -> tell("heap " + heap());
        case "calm" -> {
          work.calm();
          for (Thread caller : callers) {
            caller.join();
          }
          tell("calm");
        }
        default -> {
          node.close();
          System.exit(0);
        }
      }
    }
    // whoever has started it is gone
    Runtime.getRuntime().halt(1);
  }

  static synchronized void tell(String line) {
    System.out.println(line.replaceAll("\\s+", " "));
  }

  /** What a full collection leaves. */
  private static long heap() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
