package io.github.bpmnstages.query;

import org.camunda.bpm.engine.authorization.HistoricProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.ProcessDefinitionQueryImpl;
import org.camunda.bpm.engine.impl.db.AuthorizationCheck;
import org.camunda.bpm.engine.impl.db.CompositePermissionCheck;
import org.camunda.bpm.engine.impl.db.ListQueryParameterObject;
import org.camunda.bpm.engine.impl.db.PermissionCheckBuilder;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;

/**
 * Reading rows needs what reading the process instance's history needs, as the engine asks it for
 * historic activity instances.
 */
final class HistoryPermissions {

  private HistoryPermissions() {}

  static void configure(
      CommandContext commandContext, ListQueryParameterObject query, String instanceColumn) {
    boolean byInstance =
        commandContext.getProcessEngineConfiguration().isEnableHistoricInstancePermissions();
    AuthorizationCheck check = query.getAuthCheck();
    check.setHistoricInstancePermissionsEnabled(byInstance);
    commandContext.getAuthorizationManager().configureQuery(query);
    if (check.isAuthorizationCheckEnabled()) {
      check.setPermissionChecks(permissions(byInstance, instanceColumn));
    }
    commandContext.getTenantManager().configureQuery(query);
  }

  /** Whether there may be runs that the caller of this command may not read. */
  static boolean areLimited(CommandContext commandContext) {
    ListQueryParameterObject query = new ListQueryParameterObject();
    configure(commandContext, query, "ID_");
    return query.getAuthCheck().shouldPerformAuthorizatioCheck()
        || query.getTenantCheck().isTenantCheckEnabled();
  }

  /** Whoever may read the history of all instances of a definition may read what it declares. */
  static void configureDefinitions(
      CommandContext commandContext, ProcessDefinitionQueryImpl query) {
    AuthorizationCheck check = query.getAuthCheck();
    commandContext.getAuthorizationManager().configureQuery(query);
    if (check.isAuthorizationCheckEnabled()) {
      check.setPermissionChecks(
          new PermissionCheckBuilder()
              .atomicCheck(Resources.PROCESS_DEFINITION, "RES.KEY_", Permissions.READ_HISTORY)
              .build());
    }
    commandContext.getTenantManager().configureQuery(query);
  }

  private static CompositePermissionCheck permissions(boolean byInstance, String instanceColumn) {
    PermissionCheckBuilder permissions =
        new PermissionCheckBuilder()
            .disjunctive()
            .atomicCheck(
                Resources.PROCESS_DEFINITION, "RES.PROC_DEF_KEY_", Permissions.READ_HISTORY);
    if (byInstance) {
      permissions.atomicCheck(
          Resources.HISTORIC_PROCESS_INSTANCE,
          "RES." + instanceColumn,
          HistoricProcessInstancePermissions.READ);
    }
    return permissions.build();
  }
}
