package io.github.bpmnstages.parse;

import static java.util.stream.Collectors.joining;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once what is wrong with a definition that is stored already: it may be parsed again at any
 * time, whenever the deployment cache has dropped it.
 */
final class ProblemLog {

  private static final Logger LOG = LoggerFactory.getLogger(StageParseListener.class);
  private static final int MOST_REMEMBERED = 1_000;

  private final Set<String> written =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > MOST_REMEMBERED;
                }
              }));

  void write(ProcessDefinitionEntity processDefinition, List<Problem> problems) {
    String deploymentId = processDefinition.getDeploymentId();
    String key = processDefinition.getKey();
    if (written.add(deploymentId + '/' + key)) {
      LOG.warn(
          "Process '{}' of deployment '{}' would not be deployed any more; stages that cannot be"
              + " understood behave as the plain sub-processes they are:{}",
          key,
          deploymentId,
          problems.stream().map(Problem::describe).collect(joining("\n* ", "\n* ", "")));
    }
  }
}
