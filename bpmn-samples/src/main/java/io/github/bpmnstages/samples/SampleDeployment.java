package io.github.bpmnstages.samples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Deploys the samples before the first request can come in.
 *
 * <p>On a database that has them already, files that did not change are left alone.
 */
@Component
final class SampleDeployment implements SmartInitializingSingleton {

  private static final String NAME = "bpmn-samples";

  private final RepositoryService repository;
  private final ResourcePatternResolver resources;

  SampleDeployment(RepositoryService repository, ResourcePatternResolver resources) {
    this.repository = repository;
    this.resources = resources;
  }

  @Override
  public void afterSingletonsInstantiated() {
    DeploymentBuilder deployment =
        repository.createDeployment().name(NAME).source(NAME).enableDuplicateFiltering(true);
    try {
      addAll(deployment, "classpath:/samples/*.bpmn");
      addAll(deployment, "classpath:/samples/*.dmn");
    } catch (IOException e) {
      throw new UncheckedIOException("The samples cannot be read from the class path", e);
    }
    deployment.deploy();
  }

  private void addAll(DeploymentBuilder deployment, String pattern) throws IOException {
    for (Resource resource : resources.getResources(pattern)) {
      try (InputStream content = resource.getInputStream()) {
        deployment.addInputStream(resource.getFilename(), content);
      }
    }
  }
}
