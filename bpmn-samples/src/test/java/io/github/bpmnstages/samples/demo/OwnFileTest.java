package io.github.bpmnstages.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** The README's curl section, request by request. */
class OwnFileTest extends SampleTest {

  private static final Path FILE = Path.of("../docs/examples/vacation-request.bpmn");
  private static final Path BAD_FILE = Path.of("src/test/resources/bad-model.bpmn");

  @Test
  void shouldAnswerStageRunsOverviewAndMilestonesOfOwnFile() {
    // given
    assertThat(deploy(FILE).getStatusCode()).isEqualTo(HttpStatus.OK);

    // when
    String id =
        rest.postForObject(
                "/engine-rest/process-definition/key/vacation-request/start",
                Map.of(),
                JsonNode.class)
            .at("/id")
            .asText();

    // then
    JsonNode stageRuns = get("/stage-run?processInstanceId=" + id);
    assertThat(stageRuns).hasSize(1);
    assertThat(stageRuns.at("/0/stageId").asText()).isEqualTo("approval");
    assertThat(stageRuns.at("/0/status").asText()).isEqualTo("IN_PROGRESS");
    assertThat(get("/orchestration-run/" + id + "/overview").at("/stages"))
        .extracting(stage -> stage.at("/stageId").asText() + " " + stage.at("/status").asText())
        .containsExactly("approval IN_PROGRESS", "handover null");
    assertThat(get("/stage-milestone?processInstanceId=" + id))
        .extracting(milestone -> milestone.at("/kind").asText())
        .containsExactly("START_RUN", "START_STAGE", "START_STEP");
  }

  @Test
  void shouldRefuseBadFileWithEveryProblemAndStoreNothing() {
    // when
    ResponseEntity<JsonNode> answer = deploy(BAD_FILE);

    // then
    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(answer.getBody().at("/details/bad-model.bpmn/errors"))
        .extracting(problem -> problem.at("/message").asText().substring(0, 7))
        .containsExactlyInAnyOrder("STG-003", "STG-005");
    assertThat(get("/process-definition/count?key=bad-model").at("/count").asInt()).isZero();
  }

  private ResponseEntity<JsonNode> deploy(Path file) {
    MultiValueMap<String, Object> form = new LinkedMultiValueMap<>();
    form.add("deployment-name", file.getFileName().toString());
    form.add(file.getFileName().toString(), new FileSystemResource(file));
    return rest.postForEntity("/engine-rest/deployment/create", form, JsonNode.class);
  }
}
