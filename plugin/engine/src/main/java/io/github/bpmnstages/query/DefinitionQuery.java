package io.github.bpmnstages.query;

import static org.camunda.bpm.engine.impl.util.EnsureUtil.ensureNotNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.camunda.bpm.engine.exception.NotValidException;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.Direction;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.ProcessDefinitionQueryImpl;
import org.camunda.bpm.engine.impl.QueryOrderingProperty;
import org.camunda.bpm.engine.impl.QueryPropertyImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.repository.ProcessDefinition;

/**
 * Definitions with stages, filtered, sorted and paged in memory: that a definition has stages is
 * known to its parsed model only. The engine's own query answers what the user may read.
 */
final class DefinitionQuery
    extends AbstractQuery<OrchestrationDefinitionQuery, OrchestrationSummary>
    implements OrchestrationDefinitionQuery {

  private static final long serialVersionUID = 1L;

  private static final Comparator<String> TEXT = Comparator.nullsFirst(Comparator.naturalOrder());

  private static final Map<String, Comparator<OrchestrationSummary>> ORDERS =
      Map.of(
          "id", Comparator.comparing(OrchestrationSummary::id),
          "key", Comparator.comparing(OrchestrationSummary::key),
          "name", Comparator.comparing(OrchestrationSummary::name, TEXT),
          "version", Comparator.comparingInt(OrchestrationSummary::version),
          "deploymentId", Comparator.comparing(OrchestrationSummary::deploymentId, TEXT),
          "tenantId", Comparator.comparing(OrchestrationSummary::tenantId, TEXT));

  private static final Comparator<OrchestrationSummary> DEFAULT_ORDER =
      Comparator.comparing(OrchestrationSummary::key)
          .thenComparing(OrchestrationSummary::tenantId, TEXT)
          .thenComparing(Comparator.comparingInt(OrchestrationSummary::version).reversed())
          .thenComparing(OrchestrationSummary::id);

  private final transient KnownDefinitions definitions;
  private final transient List<Predicate<ProcessDefinition>> filters = new ArrayList<>();
  private final transient ProcessDefinitionQueryImpl visible = new ProcessDefinitionQueryImpl();

  /**
   * @param executor null inside a command
   */
  DefinitionQuery(CommandExecutor executor, KnownDefinitions definitions) {
    super(executor);
    this.definitions = definitions;
  }

  @Override
  public long executeCount(CommandContext commandContext) {
    checkQueryOk();
    return findAll(commandContext).size();
  }

  @Override
  public List<OrchestrationSummary> executeList(CommandContext commandContext, Page page) {
    checkQueryOk();
    List<OrchestrationSummary> all = findAll(commandContext);
    int from = Math.min(firstResult, all.size());
    int to = (int) Math.min((long) from + maxResults, all.size());
    return all.subList(from, to);
  }

  private List<OrchestrationSummary> findAll(CommandContext commandContext) {
    Predicate<ProcessDefinition> filter = filters.stream().reduce(any -> true, Predicate::and);
    List<OrchestrationSummary> found = new ArrayList<>();
    findVisible(commandContext).stream()
        .filter(filter)
        .map(definition -> definitions.summary(commandContext, definition))
        .filter(Objects::nonNull)
        .forEach(found::add);
    found.sort(order());
    return found;
  }

  /** Not by the engine's manager, which asks for the permission to read the definition. */
  @SuppressWarnings("unchecked")
  private List<ProcessDefinition> findVisible(CommandContext commandContext) {
    HistoryPermissions.configureDefinitions(commandContext, visible);
    return commandContext
        .getDbEntityManager()
        .selectList("selectProcessDefinitionsByQueryCriteria", visible);
  }

  private Comparator<OrchestrationSummary> order() {
    return orderingProperties.stream()
        .map(DefinitionQuery::order)
        .reduce(Comparator::thenComparing)
        .map(order -> order.thenComparing(DEFAULT_ORDER))
        .orElse(DEFAULT_ORDER);
  }

  private static Comparator<OrchestrationSummary> order(QueryOrderingProperty property) {
    Comparator<OrchestrationSummary> order = ORDERS.get(property.getQueryProperty().getName());
    return property.getDirection() == Direction.DESCENDING ? order.reversed() : order;
  }

  private DefinitionQuery only(Function<ProcessDefinition, ?> field, String name, Object value) {
    ensureNotNull(NotValidException.class, name, value);
    filters.add(definition -> value.equals(field.apply(definition)));
    return this;
  }

  private DefinitionQuery anyOf(
      Function<ProcessDefinition, String> field, String name, String... values) {
    ensureNotNull(NotValidException.class, name, (Object[]) values);
    if (values.length == 0) {
      throw new NotValidException(name + " needs at least one value");
    }
    Set<String> allowed = new HashSet<>(Arrays.asList(values));
    filters.add(definition -> allowed.contains(field.apply(definition)));
    return this;
  }

  private DefinitionQuery by(String field) {
    orderBy(new QueryPropertyImpl(field));
    return this;
  }

  @Override
  public DefinitionQuery processDefinitionId(String processDefinitionId) {
    ensureNotNull(NotValidException.class, "processDefinitionId", processDefinitionId);
    visible.processDefinitionId(processDefinitionId);
    return this;
  }

  @Override
  public DefinitionQuery processDefinitionIdIn(String... processDefinitionIds) {
    return anyOf(ProcessDefinition::getId, "processDefinitionIds", processDefinitionIds);
  }

  @Override
  public DefinitionQuery processDefinitionKey(String processDefinitionKey) {
    ensureNotNull(NotValidException.class, "processDefinitionKey", processDefinitionKey);
    visible.processDefinitionKey(processDefinitionKey);
    return this;
  }

  @Override
  public DefinitionQuery processDefinitionKeyIn(String... processDefinitionKeys) {
    return anyOf(ProcessDefinition::getKey, "processDefinitionKeys", processDefinitionKeys);
  }

  @Override
  public DefinitionQuery name(String name) {
    return only(ProcessDefinition::getName, "name", name);
  }

  @Override
  public DefinitionQuery nameLike(String nameLike) {
    ensureNotNull(NotValidException.class, "nameLike", nameLike);
    LikePattern pattern = LikePattern.compile(nameLike);
    filters.add(
        definition -> definition.getName() != null && pattern.matches(definition.getName()));
    return this;
  }

  @Override
  public DefinitionQuery version(Integer version) {
    return only(ProcessDefinition::getVersion, "version", version);
  }

  @Override
  public DefinitionQuery versionTag(String versionTag) {
    return only(ProcessDefinition::getVersionTag, "versionTag", versionTag);
  }

  @Override
  public DefinitionQuery latestVersion() {
    visible.latestVersion();
    return this;
  }

  @Override
  public DefinitionQuery deploymentId(String deploymentId) {
    return only(ProcessDefinition::getDeploymentId, "deploymentId", deploymentId);
  }

  @Override
  public DefinitionQuery deploymentIdIn(String... deploymentIds) {
    return anyOf(ProcessDefinition::getDeploymentId, "deploymentIds", deploymentIds);
  }

  @Override
  public DefinitionQuery tenantIdIn(String... tenantIds) {
    return anyOf(ProcessDefinition::getTenantId, "tenantIds", tenantIds);
  }

  @Override
  public DefinitionQuery withoutTenantId() {
    filters.add(definition -> definition.getTenantId() == null);
    return this;
  }

  @Override
  public DefinitionQuery orderByProcessDefinitionId() {
    return by("id");
  }

  @Override
  public DefinitionQuery orderByKey() {
    return by("key");
  }

  @Override
  public DefinitionQuery orderByName() {
    return by("name");
  }

  @Override
  public DefinitionQuery orderByVersion() {
    return by("version");
  }

  @Override
  public DefinitionQuery orderByDeploymentId() {
    return by("deploymentId");
  }

  @Override
  public DefinitionQuery orderByTenantId() {
    return by("tenantId");
  }
}
