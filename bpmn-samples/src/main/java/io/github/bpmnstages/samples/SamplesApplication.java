package io.github.bpmnstages.samples;

import io.github.bpmnstages.samples.demo.Demo;
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
    SpringApplication application = new SpringApplication(SamplesApplication.class);
    if (!arguments.containsOption("demo")) {
      application.run(args);
      return;
    }
    application.setAdditionalProfiles("demo");
    play(application.run(args), arguments.containsOption("exit"));
  }

  /** Only now: the engine's job executor starts once the application is ready. */
  private static void play(ConfigurableApplicationContext context, boolean thenExit) {
    Demo demo = context.getBean(Demo.class);
    demo.play();
    if (thenExit) {
      System.exit(SpringApplication.exit(context));
    }
    demo.printAddresses();
  }
}
