package io.github.bpmnstages.samples;

import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.User;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Profile {@code auth}: beside the administrator there is {@code clerk} (password {@code clerk}),
 * who may read what orders have done, and nothing else.
 */
@Component
@Profile("auth")
final class SampleUsers implements ApplicationRunner {

  private static final String CLERK = "clerk";

  private final IdentityService identities;
  private final AuthorizationService authorizations;

  SampleUsers(IdentityService identities, AuthorizationService authorizations) {
    this.identities = identities;
    this.authorizations = authorizations;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (identities.createUserQuery().userId(CLERK).count() > 0) {
      return;
    }
    User clerk = identities.newUser(CLERK);
    clerk.setPassword(CLERK);
    identities.saveUser(clerk);
    Authorization reading = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
    reading.setUserId(CLERK);
    reading.setResource(Resources.PROCESS_DEFINITION);
    reading.setResourceId("order-fulfilment");
    reading.addPermission(Permissions.READ_HISTORY);
    authorizations.saveAuthorization(reading);
  }
}
