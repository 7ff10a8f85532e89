package io.github.bpmnstages.contract;

import java.util.ArrayList;
import java.util.List;

/**
 * What a world and the tables can be compared by, as lines of text: tokens, statuses, and the
 * milestones since a moment. Milestones of run and stages are compared in their order, those of
 * steps without order: which of two parallel steps ends first is nobody's business.
 */
final class Snapshot {

  private Snapshot() {}

  /** Of which of two transactions a milestone came first is nobody's business either. */
  static List<String> inAnyOrder(List<String> snapshot) {
    return snapshot.stream()
        .map(
            line ->
                line.startsWith("  milestones")
                    ? List.of(line.substring(14, line.length() - 1).split(", ")).stream()
                        .sorted()
                        .toList()
                        .toString()
                    : line)
        .toList();
  }

  static List<String> of(World world, List<Integer> since) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < world.instances.size(); i++) {
      Instance instance = world.instance(i);
      if (instance.recorded) {
        lines.add(run(i, instance.records.status, instance.records.ended));
        for (Records.StageRun stage : instance.records.stages) {
          lines.add(
              stage(
                  stage.stage.id,
                  stage.status,
                  stage.ended,
                  stage.steps.stream()
                      .map(step -> status(step.step.id, step.status, step.ended))
                      .toList()));
        }
        lines.addAll(
            milestones(
                instance.records.milestones.subList(
                    since(since, i), instance.records.milestones.size())));
      }
      lines.add("  open " + tokens(instance));
    }
    return lines;
  }

  static int since(List<Integer> since, int i) {
    return i < since.size() ? since.get(i) : 0;
  }

  private static String run(int i, String status, boolean ended) {
    return "run " + status("" + i, status, ended);
  }

  private static String stage(String id, String status, boolean ended, List<String> steps) {
    return "  stage " + status(id, status, ended) + " " + steps.stream().sorted().toList();
  }

  private static String status(String id, String status, boolean ended) {
    return id + " " + status + (ended ? " ended" : "");
  }

  private static List<String> tokens(Instance instance) {
    List<String> open = new ArrayList<>();
    for (Token token : instance.tokens()) {
      if (!token.job || token.node.kind == Node.Kind.BOUNDARY) {
        open.add(
            token.node.isMultiInstance() && !token.oneOfMany
                ? token.node.id + "#multiInstanceBody"
                : token.node.id);
      }
    }
    return open.stream().sorted().toList();
  }

  static List<String> of(Subject subject, World world, List<Integer> since) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < world.instances.size(); i++) {
      String id = subject.id(i);
      if (world.instance(i).recorded) {
        lines.addAll(records(subject.rows, i, id, since(since, i)));
      }
      Instance instance = world.instance(i);
      lines.add(
          "  open "
              + subject
                  .rows
                  .select(
                      "select ACT_ID_ from ACT_HI_ACTINST where END_TIME_ is null and PROC_INST_ID_ = '"
                          + id
                          + "'",
                      1)
                  .stream()
                  .map(row -> row[0])
                  .filter(activity -> !isForgottenJoin(activity, instance))
                  .sorted()
                  .toList());
    }
    return lines;
  }

  /** The engine forgets to end a join that is alone in its scope when that is interrupted. */
  private static boolean isForgottenJoin(String activity, Instance instance) {
    return activity.startsWith("join")
        && instance.tokens().stream().noneMatch(token -> token.node.id.equals(activity));
  }

  private static List<String> records(Rows rows, int i, String id, int since) {
    List<String> lines = new ArrayList<>();
    for (String[] run :
        rows.select("select STATUS_, END_TIME_ from STG_HI_RUN where ID_ = '" + id + "'", 2)) {
      lines.add(run(i, run[0], run[1] != null));
    }
    for (String[] stage :
        rows.select(
            "select ID_, STAGE_ID_, STATUS_, END_TIME_ from STG_HI_STAGE_RUN where RUN_ID_ = '"
                + id
                + "' order by SEQUENCE_",
            4)) {
      lines.add(
          stage(
              stage[1],
              stage[2],
              stage[3] != null,
              rows
                  .select(
                      "select STEP_ID_, STATUS_, END_TIME_ from STG_HI_STEP_RUN where STAGE_RUN_ID_ = '"
                          + stage[0]
                          + "'",
                      3)
                  .stream()
                  .map(step -> status(step[0], step[1], step[2] != null))
                  .toList()));
    }
    List<String> milestones =
        rows
            .select(
                "select KIND_, STAGE_ID_, STEP_ID_, DETAIL_ from STG_HI_MILESTONE where RUN_ID_ = '"
                    + id
                    + "' order by SEQUENCE_",
                4)
            .stream()
            .map(
                row ->
                    row[0]
                        + (row[2] != null ? " " + row[2] : row[1] != null ? " " + row[1] : "")
                        + (row[0].equals("TAKE_FAULT_PATH") ? " by " + row[3] : ""))
            .toList();
    lines.addAll(
        milestones(milestones.subList(Math.min(since, milestones.size()), milestones.size())));
    return lines;
  }

  private static boolean isOrdered(String milestone) {
    return !milestone.contains("_STEP ");
  }

  private static List<String> milestones(List<String> all) {
    List<String> stages = new ArrayList<>();
    List<String> steps = new ArrayList<>();
    for (String milestone : all) {
      (isOrdered(milestone) ? stages : steps).add(milestone);
    }
    return List.of("  milestones " + stages, "  in any order " + steps.stream().sorted().toList());
  }
}
