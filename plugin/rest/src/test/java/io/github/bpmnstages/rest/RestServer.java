package io.github.bpmnstages.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.camunda.bpm.engine.rest.filter.EmptyBodyFilter;
import org.camunda.bpm.engine.rest.impl.CamundaRestResources;
import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;
import org.camunda.bpm.engine.rest.security.auth.impl.HttpBasicAuthenticationProvider;
import org.glassfish.jersey.jackson.JacksonFeature;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

/** A real server with the engine's REST application and ours in it, and a client for it. */
final class RestServer implements AutoCloseable {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String ROOT = "/engine-rest";

  private final HttpClient client = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
  private final Tomcat tomcat = new Tomcat();

  private RestServer(boolean authentication) {
    tomcat.setBaseDir("target/tomcat");
    tomcat.setPort(0);
    tomcat.getConnector();
    Context context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "rest", new ServletContainer(application()));
    context.addServletMappingDecoded(ROOT + "/*", "rest");
    addFilter(context, new EmptyBodyFilter());
    if (authentication) {
      addFilter(context, new ProcessEngineAuthenticationFilter());
    }
    try {
      tomcat.start();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Everybody may do everything. */
  static RestServer start() {
    return new RestServer(false);
  }

  /** Asks the engine who may do what, by HTTP basic authentication. */
  static RestServer startWithAuthentication() {
    return new RestServer(true);
  }

  RestAnswer get(String path) {
    return send(request(path).GET());
  }

  RestAnswer post(String path, String json) {
    return post(request(path), json);
  }

  /** As {@link #get}, by a user of {@link RestEngine#addUser}. */
  RestAnswer getAs(String user, String path) {
    return send(request(user, path).GET());
  }

  /** As {@link #post}, by a user of {@link RestEngine#addUser}. */
  RestAnswer postAs(String user, String path, String json) {
    return post(request(user, path), json);
  }

  private RestAnswer post(HttpRequest.Builder request, String json) {
    return send(
        request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
  }

  /** Any method, with a JSON body unless that is null; gives up after a minute. */
  RestAnswer send(String method, String path, String json) {
    HttpRequest.Builder request = request(path).timeout(Duration.ofMinutes(1));
    return send(
        json == null
            ? request.method(method, BodyPublishers.noBody())
            : request
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json)));
  }

  RestAnswer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new RestAnswer(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(null),
          response.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpRequest.Builder request(String path) {
    int port = tomcat.getConnector().getLocalPort();
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + ROOT + path));
  }

  private HttpRequest.Builder request(String user, String path) {
    String credentials =
        Base64.getEncoder()
            .encodeToString((user + ":" + RestEngine.PASSWORD).getBytes(StandardCharsets.UTF_8));
    return request(path).header("Authorization", "Basic " + credentials);
  }

  static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  @Override
  public void close() {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Registered as the engine's Spring Boot starter does it. */
  private static ResourceConfig application() {
    return new ResourceConfig()
        .registerClasses(CamundaRestResources.getResourceClasses())
        .registerClasses(CamundaRestResources.getConfigurationClasses())
        .register(JacksonFeature.class)
        .registerClasses(StagesRestResources.getResourceClasses());
  }

  private static void addFilter(Context context, Filter filter) {
    FilterDef definition = new FilterDef();
    definition.setFilterName(filter.getClass().getSimpleName());
    definition.setFilter(filter);
    definition.addInitParameter(
        ProcessEngineAuthenticationFilter.AUTHENTICATION_PROVIDER_PARAM,
        HttpBasicAuthenticationProvider.class.getName());
    context.addFilterDef(definition);
    FilterMap mapping = new FilterMap();
    mapping.setFilterName(definition.getFilterName());
    mapping.addURLPattern(ROOT + "/*");
    context.addFilterMap(mapping);
  }
}
