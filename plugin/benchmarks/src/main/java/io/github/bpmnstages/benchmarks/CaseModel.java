package io.github.bpmnstages.benchmarks;

/** CMMN of the case that BPMN with stages is compared with. */
final class CaseModel {

  private CaseModel() {}

  /**
   * Three stages of two human tasks each, one after another.
   *
   * @param stageAttributes what only one of the engines understands
   */
  static String threeTimesTwo(String stageAttributes) {
    StringBuilder plan = new StringBuilder();
    StringBuilder sentries = new StringBuilder();
    StringBuilder stages = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      plan.append(planItem("pi" + i, "s" + i, i == 0 ? null : "after" + i));
      sentries.append(i == 0 ? "" : sentry("after" + i, "pi" + (i - 1)));
      stages.append(stage(i, stageAttributes.formatted(i)));
    }
    return """
        <definitions xmlns="http://www.omg.org/spec/CMMN/20151109/MODEL"
            xmlns:camunda="http://camunda.org/schema/1.0/cmmn"
            xmlns:flowable="http://flowable.org/cmmn" targetNamespace="benchmark" id="d">
          <case id="c" camunda:historyTimeToLive="1">
            <casePlanModel id="m" autoComplete="true">%s</casePlanModel>
          </case>
        </definitions>
        """
        .formatted(plan.toString() + sentries + stages);
  }

  private static String stage(int number, String attributes) {
    String first = "t" + number + "a";
    String second = "t" + number + "b";
    return "<stage id='s%d' name='s%d' autoComplete='true' %s>"
            .formatted(number, number, attributes)
        + planItem("pi" + first, first, null)
        + planItem("pi" + second, second, "after" + first)
        + sentry("after" + first, "pi" + first)
        + "<humanTask id='%s'/><humanTask id='%s'/></stage>".formatted(first, second);
  }

  private static String planItem(String id, String definition, String sentry) {
    return "<planItem id='%s' definitionRef='%s'>%s</planItem>"
        .formatted(
            id,
            definition,
            sentry == null
                ? ""
                : "<entryCriterion id='%sEntry' sentryRef='%s'/>".formatted(id, sentry));
  }

  private static String sentry(String id, String source) {
    return "<sentry id='%s'><planItemOnPart id='%sPart' sourceRef='%s'><standardEvent>complete</standardEvent></planItemOnPart></sentry>"
        .formatted(id, id, source);
  }
}
