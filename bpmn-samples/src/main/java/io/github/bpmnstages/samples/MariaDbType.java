package io.github.bpmnstages.samples;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The engine no longer knows MariaDB by name, but speaks to it as to MySQL. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
final class MariaDbType extends AbstractProcessEnginePlugin {

  private final String jdbcUrl;

  MariaDbType(@Value("${spring.datasource.url}") String jdbcUrl) {
    this.jdbcUrl = jdbcUrl;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl configuration) {
    if (jdbcUrl.startsWith("jdbc:mariadb:")) {
      configuration.setDatabaseType("mysql");
    }
  }
}
