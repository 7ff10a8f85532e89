package io.github.bpmnstages.contract;

import java.util.ArrayList;
import java.util.List;

/** Contract, sections 5 and 6: what is recorded of one run, and the event table that changes it. */
final class Records {

  static final class StepRun {
    final Node step;
    String status = "IN_PROGRESS";
    boolean ended;

    StepRun(Node step) {
      this.step = step;
    }

    boolean isOpen() {
      return !ended;
    }
  }

  static final class StageRun {
    final Node stage;
    final List<StepRun> steps = new ArrayList<>();
    String status = "IN_PROGRESS";
    boolean ended;

    StageRun(Node stage) {
      this.stage = stage;
    }
  }

  final List<StageRun> stages = new ArrayList<>();
  final List<String> milestones = new ArrayList<>();
  String status = "IN_PROGRESS";
  boolean ended;

  Records() {
    milestone("START_RUN", "");
  }

  private void milestone(String kind, String subject) {
    milestones.add(subject.isEmpty() ? kind : kind + " " + subject);
  }

  StageRun openStage() {
    return stages.stream().filter(stage -> !stage.ended).findFirst().orElse(null);
  }

  StageRun startStage(Node stage) {
    StageRun run = new StageRun(stage);
    stages.add(run);
    milestone("START_STAGE", stage.id);
    if (status.equals("ERROR")) {
      run.status = "DISCONTINUED";
      milestone("DISCONTINUE_STAGE", stage.id);
    }
    return run;
  }

  StepRun startStep(StageRun stage, Node step) {
    StepRun run = new StepRun(step);
    stage.steps.add(run);
    milestone("START_STEP", step.id);
    return run;
  }

  /** A step that an asynchronous failure has recorded before it started. */
  StepRun unstartedStep(StageRun stage, Node step) {
    StepRun run = new StepRun(step);
    stage.steps.add(run);
    return run;
  }

  void endStep(StepRun run, String with) {
    if (run == null || run.ended) {
      return;
    }
    run.ended = true;
    if (run.status.equals("ERROR") && with.equals("ERROR")) {
      return;
    }
    run.status = with;
    milestone(
        switch (with) {
          case "DISCONTINUED" -> "DISCONTINUE_STEP";
          case "ERROR" -> "FAIL_STEP";
          default -> "END_STEP";
        },
        run.step.id);
  }

  /** Run canceled while in error: what is in error stays so. */
  void cancelStepOfCanceledRun(StepRun run) {
    if (run != null && !run.ended) {
      endStep(run, run.status.equals("ERROR") ? "ERROR" : "CANCELED");
    }
  }

  void endStage(StageRun run, String with) {
    run.ended = true;
    if (run.status.equals("ERROR") && with.equals("ERROR")) {
      return;
    }
    if (run.status.equals("DISCONTINUED") && with.equals("DISCONTINUED")) {
      return;
    }
    run.status = with;
    milestone(
        switch (with) {
          case "ERROR" -> "FAIL_STAGE";
          case "DISCONTINUED" -> "DISCONTINUE_STAGE";
          default -> "END_STAGE";
        },
        run.stage.id);
  }

  void takeFaultPath(StageRun stage, Node by) {
    milestone("TAKE_FAULT_PATH", stage.stage.id + " by " + by.id);
  }

  void end(String with) {
    if (ended) {
      return;
    }
    ended = true;
    boolean failedBefore = status.equals("ERROR");
    status = with;
    if (with.equals("ERROR")) {
      if (!failedBefore) {
        milestone("FAIL_RUN", "");
        discontinueCompleted();
      }
    } else {
      milestone(with.equals("COMPLETED") ? "END_RUN" : "CANCEL_RUN", "");
    }
  }

  private void discontinueCompleted() {
    for (StageRun stage : stages) {
      if (stage.ended && stage.status.equals("COMPLETED")) {
        milestone("DISCONTINUE_STAGE", stage.stage.id);
      }
    }
  }

  /** Run canceled: the stage in progress is, one in error stays so. */
  void cancelStage(StageRun run) {
    if (run.status.equals("ERROR") || run.status.equals("DISCONTINUED")) {
      run.ended = true;
    } else {
      endStage(run, "CANCELED");
    }
  }

  void suspend() {
    if (status.equals("IN_PROGRESS")) {
      status = "SUSPENDED";
      milestone("SUSPEND_RUN", "");
      StageRun stage = openStage();
      if (stage != null) {
        stage.status = "SUSPENDED";
        milestone("SUSPEND_STAGE", stage.stage.id);
      }
    }
  }

  void resume() {
    if (status.equals("SUSPENDED")) {
      status = "IN_PROGRESS";
      milestone("RESUME_RUN", "");
      StageRun stage = openStage();
      if (stage != null) {
        stage.status = "IN_PROGRESS";
        milestone("START_STAGE", stage.stage.id);
      }
    }
  }

  /** An incident; of the stage and the step, where they are not null. */
  void fail(StageRun stage, StepRun step) {
    if (step != null && !step.ended && !step.status.equals("ERROR")) {
      step.status = "ERROR";
      milestone("FAIL_STEP", step.step.id);
    }
    if (stage != null && !stage.status.equals("ERROR")) {
      stage.status = "ERROR";
      milestone("FAIL_STAGE", stage.stage.id);
    }
    if (!status.equals("ERROR")) {
      status = "ERROR";
      milestone("FAIL_RUN", "");
      discontinueCompleted();
    }
    StageRun open = openStage();
    if (stage == null
        && open != null
        && !open.status.equals("ERROR")
        && !open.status.equals("DISCONTINUED")) {
      open.status = "DISCONTINUED";
      milestone("DISCONTINUE_STAGE", open.stage.id);
    }
  }

  /** A step's last incident is gone, it goes on. */
  void relieveStep(StepRun step) {
    if (step != null && !step.ended && step.status.equals("ERROR")) {
      step.status = "IN_PROGRESS";
      milestone("START_STEP", step.step.id);
    }
  }

  /** After an incident has gone away: are there others, in the run and in its open stage? */
  void relieve(boolean runFails, boolean stageFails, boolean suspended) {
    if (ended) {
      return;
    }
    StageRun stage = openStage();
    if (!runFails && status.equals("ERROR")) {
      status = suspended ? "SUSPENDED" : "IN_PROGRESS";
      milestone(suspended ? "SUSPEND_RUN" : "RESUME_RUN", "");
    }
    if (stage != null && !stageFails) {
      if (!runFails && (stage.status.equals("ERROR") || stage.status.equals("DISCONTINUED"))) {
        stage.status = status;
        milestone(suspended ? "SUSPEND_STAGE" : "START_STAGE", stage.stage.id);
      } else if (runFails && stage.status.equals("ERROR")) {
        stage.status = "DISCONTINUED";
        milestone("DISCONTINUE_STAGE", stage.stage.id);
      }
    }
  }
}
