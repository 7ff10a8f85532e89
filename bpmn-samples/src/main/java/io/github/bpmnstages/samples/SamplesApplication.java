package io.github.bpmnstages.samples;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Serves the engine with the plugin and deploys the samples; with {@code --demo} plays them too.
 *
 * <p>Everything else is Spring Boot configuration: {@code --server.port}, {@code
 * --spring.datasource.url} and so on.
 */
@SpringBootApplication
public class SamplesApplication {

  /** Starts the application; {@code --demo} and {@code --demo --exit} are shown in the README. */
  public static void main(String[] args) {
    ApplicationArguments arguments = new DefaultApplicationArguments(args);
    boolean demo = arguments.containsOption("demo");
    SpringApplication application = new SpringApplication(SamplesApplication.class);
    if (demo) {
      application.setAdditionalProfiles("demo");
    }
    ConfigurableApplicationContext context = application.run(args);
    if (demo && arguments.containsOption("exit")) {
      System.exit(SpringApplication.exit(context));
    }
  }
}
