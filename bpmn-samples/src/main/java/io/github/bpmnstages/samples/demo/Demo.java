package io.github.bpmnstages.samples.demo;

import io.github.bpmnstages.query.StageService;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Plays every scenario, prints the tables and where to look next; the profile is {@code demo}. */
@Component
@Profile("demo")
public final class Demo implements ExitCodeGenerator {

  private static final String USER = "demo";

  private final ProcessEngine engine;
  private final Environment environment;
  private final ScenarioPlayer player;
  private final DemoReport report;
  private final List<PlayedScenario> played = new ArrayList<>();

  Demo(ProcessEngine engine, StageService stages, Environment environment) {
    this.engine = engine;
    this.environment = environment;
    this.player = new ScenarioPlayer(engine, stages);
    this.report = new DemoReport(System.out, stages);
  }

  /** Plays and prints; the server and the job executor must be up. */
  public void play() {
    engine.getIdentityService().setAuthentication(USER, groupsOfUser());
    try {
      Scenarios.all().forEach(this::play);
    } finally {
      engine.getIdentityService().clearAuthentication();
    }
    report.printSummary(played);
  }

  /** With permissions switched on, the user may do what the groups may. */
  private List<String> groupsOfUser() {
    return engine.getIdentityService().createGroupQuery().groupMember(USER).list().stream()
        .map(Group::getId)
        .toList();
  }

  /** Prints what to open next. */
  public void printAddresses() {
    report.printAddresses(address(), played.get(0).runId());
  }

  private void play(Scenario scenario) {
    PlayedScenario result = player.play(scenario);
    played.add(result);
    report.print(result);
  }

  private String address() {
    return "http://localhost:" + environment.getProperty("local.server.port");
  }

  /** 0 if every scenario ended as expected, else 1. */
  @Override
  public int getExitCode() {
    return played.stream().allMatch(PlayedScenario::isAsExpected) ? 0 : 1;
  }
}
