package io.github.bpmnstages.samples;

import jakarta.servlet.Filter;
import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;
import org.camunda.bpm.engine.rest.security.auth.impl.HttpBasicAuthenticationProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Profile {@code auth}: HTTP Basic in front of REST, with the users of the engine. */
@Configuration
@Profile("auth")
class Authentication {

  @Bean
  FilterRegistrationBean<Filter> restAuthentication(
      @Value("${spring.jersey.application-path}") String restPath) {
    FilterRegistrationBean<Filter> registration =
        new FilterRegistrationBean<>(new ProcessEngineAuthenticationFilter());
    registration.addInitParameter(
        ProcessEngineAuthenticationFilter.AUTHENTICATION_PROVIDER_PARAM,
        HttpBasicAuthenticationProvider.class.getName());
    // Camunda's web applications call REST at a path of their own and have their own login
    registration.addUrlPatterns(restPath + "/*");
    return registration;
  }
}
