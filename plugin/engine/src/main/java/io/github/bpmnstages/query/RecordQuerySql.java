package io.github.bpmnstages.query;

import static org.camunda.bpm.engine.impl.util.EnsureUtil.ensureNotNull;

import io.github.bpmnstages.query.Filter.RunsBy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.camunda.bpm.engine.exception.NotValidException;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.Direction;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.QueryOrderingProperty;
import org.camunda.bpm.engine.impl.QueryPropertyImpl;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.query.Query;

/** Filters, order, paging and permissions of a query over one of the tables. */
abstract class RecordQuerySql<Q extends Query<?, ?>, R> extends AbstractQuery<Q, R>
    implements RecordQuery<Q, R> {

  private static final long serialVersionUID = 1L;

  /** Below what the drivers can bind, save SQL Server's, for which the engine knows the number. */
  private static final int MAXIMUM_VALUES = 30_000;

  private final String rows;
  private final String instanceColumn;
  private final List<Filter> filters = new ArrayList<>();

  /**
   * @param executor null inside a command
   * @param rows as the mapper's statements name them
   * @param instanceColumn column of the process instance id
   */
  RecordQuerySql(CommandExecutor executor, String rows, String instanceColumn) {
    super(executor);
    this.rows = rows;
    this.instanceColumn = instanceColumn;
  }

  @Override
  public long executeCount(CommandContext commandContext) {
    checkQueryOk();
    checkSize(commandContext);
    HistoryPermissions.configure(commandContext, this, instanceColumn);
    return (Long)
        commandContext.getDbEntityManager().selectOne("select" + rows + "CountByQuery", this);
  }

  @Override
  @SuppressWarnings("unchecked")
  public List<R> executeList(CommandContext commandContext, Page page) {
    checkQueryOk();
    checkSize(commandContext);
    HistoryPermissions.configure(commandContext, this, instanceColumn);
    return commandContext.getDbEntityManager().selectList("select" + rows + "sByQuery", this, page);
  }

  /** A statement that is too big would fail in the driver, and look like a broken database. */
  private void checkSize(CommandContext commandContext) {
    boolean isSqlServer =
        DbSqlSessionFactory.MSSQL.equals(
            commandContext.getProcessEngineConfiguration().getDatabaseType());
    int maximum = isSqlServer ? DbSqlSessionFactory.MAXIMUM_NUMBER_PARAMS : MAXIMUM_VALUES;
    int values = filters.stream().mapToInt(Filter::size).sum();
    if (values > maximum) {
      throw new NotValidException(
          "The filters hold "
              + values
              + " values, of which the database takes "
              + maximum
              + " in one query; ask in several queries");
    }
  }

  /** Read by the mapper. */
  public List<Filter> getFilters() {
    return filters;
  }

  /**
   * With the id at the end, so that pages neither overlap nor leave out a row; in the direction of
   * the last property, since MariaDB and MySQL read an index in one direction only.
   */
  @Override
  public List<QueryOrderingProperty> getOrderingProperties() {
    List<QueryOrderingProperty> ordering = new ArrayList<>(orderingProperties);
    if (ordering.isEmpty()) {
      ordering.addAll(defaultOrder());
    }
    if (ordering.stream().noneMatch(property -> isBy(property, "ID_"))) {
      ordering.add(id(ordering));
    }
    return ordering;
  }

  private static QueryOrderingProperty id(List<QueryOrderingProperty> before) {
    QueryOrderingProperty id = ascending("ID_");
    if (!before.isEmpty() && before.get(before.size() - 1).getDirection() != null) {
      id.setDirection(before.get(before.size() - 1).getDirection());
    }
    return id;
  }

  List<QueryOrderingProperty> defaultOrder() {
    return List.of();
  }

  static QueryOrderingProperty ascending(String column) {
    return new QueryOrderingProperty(new QueryPropertyImpl(column), Direction.ASCENDING);
  }

  private static boolean isBy(QueryOrderingProperty property, String column) {
    return property.getQueryProperty().getName().equals(column);
  }

  // what the queries are made of

  final Q equal(String column, String name, Object value) {
    return compare(column, "=", name, value);
  }

  final Q compare(String column, String operator, String name, Object value) {
    ensureNotNull(NotValidException.class, name, value);
    return add(Filter.compare(column, operator, value));
  }

  final Q in(String column, String name, Object... values) {
    ensureNotNull(NotValidException.class, name, values);
    return in(column, name, Arrays.asList(values));
  }

  final Q in(String column, String name, Collection<?> values) {
    ensureValues(name, values);
    return add(Filter.in(column, values));
  }

  private static void ensureValues(String name, Collection<?> values) {
    if (values.isEmpty() || values.stream().anyMatch(value -> value == null)) {
      throw new NotValidException(name + " needs at least one value, and none of them null");
    }
  }

  final Q test(String column, String test) {
    return add(Filter.test(column, test));
  }

  /** As {@link #equal}, by a column that has no index: the rows are found by their run. */
  final Q equal(String column, RunsBy runsBy, String name, Object value) {
    ensureNotNull(NotValidException.class, name, value);
    return add(ofRuns(Filter.compare(column, "=", value), runsBy));
  }

  /** As {@link #in}, by a column that has no index: the rows are found by their run. */
  final Q in(String column, RunsBy runsBy, String name, Object... values) {
    ensureNotNull(NotValidException.class, name, values);
    ensureValues(name, Arrays.asList(values));
    return add(ofRuns(Filter.in(column, Arrays.asList(values)), runsBy));
  }

  private Filter ofRuns(Filter filter, RunsBy runsBy) {
    boolean isRunItself = instanceColumn.equals("ID_");
    return isRunItself ? filter : filter.ofRuns(runsBy);
  }

  final Q by(String column) {
    return orderBy(new QueryPropertyImpl(column));
  }

  private Q add(Filter filter) {
    filters.add(filter);
    return self();
  }

  @SuppressWarnings("unchecked")
  final Q self() {
    return (Q) this;
  }

  // RecordQuery

  @Override
  public Q processInstanceId(String processInstanceId) {
    return equal(instanceColumn, "processInstanceId", processInstanceId);
  }

  @Override
  public Q processInstanceIdIn(String... processInstanceIds) {
    return in(instanceColumn, "processInstanceIds", (Object[]) processInstanceIds);
  }

  @Override
  public Q rootProcessInstanceId(String rootProcessInstanceId) {
    return equal("ROOT_PROC_INST_ID_", RunsBy.ROOT, "rootProcessInstanceId", rootProcessInstanceId);
  }

  @Override
  public Q rootProcessInstanceIdIn(String... rootProcessInstanceIds) {
    return in(
        "ROOT_PROC_INST_ID_",
        RunsBy.ROOT,
        "rootProcessInstanceIds",
        (Object[]) rootProcessInstanceIds);
  }

  @Override
  public Q processDefinitionId(String processDefinitionId) {
    return equal("PROC_DEF_ID_", RunsBy.DEFINITION_ID, "processDefinitionId", processDefinitionId);
  }

  @Override
  public Q processDefinitionIdIn(String... processDefinitionIds) {
    return in(
        "PROC_DEF_ID_",
        RunsBy.DEFINITION_ID,
        "processDefinitionIds",
        (Object[]) processDefinitionIds);
  }

  @Override
  public Q processDefinitionKey(String processDefinitionKey) {
    return equal(
        "PROC_DEF_KEY_", RunsBy.DEFINITION_KEY, "processDefinitionKey", processDefinitionKey);
  }

  @Override
  public Q processDefinitionKeyIn(String... processDefinitionKeys) {
    return in(
        "PROC_DEF_KEY_",
        RunsBy.DEFINITION_KEY,
        "processDefinitionKeys",
        (Object[]) processDefinitionKeys);
  }

  @Override
  public Q tenantIdIn(String... tenantIds) {
    return in("TENANT_ID_", "tenantIds", (Object[]) tenantIds);
  }

  @Override
  public Q withoutTenantId() {
    return test("TENANT_ID_", "is null");
  }

  @Override
  public Q orderByProcessInstanceId() {
    return by(instanceColumn);
  }

  @Override
  public Q orderById() {
    return by("ID_");
  }

  @Override
  public Q orderByRootProcessInstanceId() {
    return by("ROOT_PROC_INST_ID_");
  }

  @Override
  public Q orderByProcessDefinitionId() {
    return by("PROC_DEF_ID_");
  }

  @Override
  public Q orderByProcessDefinitionKey() {
    return by("PROC_DEF_KEY_");
  }

  @Override
  public Q orderByRemovalTime() {
    return by("REMOVAL_TIME_");
  }

  @Override
  public Q orderByTenantId() {
    return by("TENANT_ID_");
  }
}
