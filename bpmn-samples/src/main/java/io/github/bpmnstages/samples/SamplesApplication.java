package io.github.bpmnstages.samples;

import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Serves the engine with the plugin and deploys the samples; with {@code --demo} plays them too.
 *
 * <p>Everything else is Spring Boot configuration: {@code --server.port}, {@code
 * --spring.datasource.url} and so on.
 */
@SpringBootApplication
public class SamplesApplication {

  /** Starts the application; {@code --demo} and {@code --exit} are explained in the README. */
  public static void main(String[] args) {
    SpringApplication application = new SpringApplication(SamplesApplication.class);
    if (new DefaultApplicationArguments(args).containsOption("demo")) {
      application.setAdditionalProfiles("demo");
    }
    application.run(args);
  }
}
