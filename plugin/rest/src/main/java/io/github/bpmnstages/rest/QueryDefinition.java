package io.github.bpmnstages.rest;

import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.camunda.bpm.engine.query.Query;

/**
 * All filters and sortings of one query: the table that GET, POST and the OpenAPI document obey.
 */
final class QueryDefinition<Q extends Query<?, ?>> {

  private final Map<String, FilterDefinition<Q, ?>> filters = new LinkedHashMap<>();
  private final Map<String, Consumer<Q>> sortings = new LinkedHashMap<>();

  /** Filters by name, in the order in which they are documented. */
  Map<String, FilterDefinition<Q, ?>> filters() {
    return Collections.unmodifiableMap(filters);
  }

  /** Sortings by the value of {@code sortBy}. */
  Map<String, Consumer<Q>> sortings() {
    return Collections.unmodifiableMap(sortings);
  }

  /** A filter for one text. */
  QueryDefinition<Q> text(String name, BiConsumer<Q, String> filter) {
    return one(name, ValueDefinition.TEXT, filter);
  }

  /** A filter {@code name} for one text and a filter {@code nameIn} for several. */
  QueryDefinition<Q> text(
      String name, BiConsumer<Q, String> filter, BiConsumer<Q, String[]> listFilter) {
    return text(name, filter).texts(name + "In", listFilter);
  }

  /** A filter for several texts. */
  QueryDefinition<Q> texts(String name, BiConsumer<Q, String[]> filter) {
    return many(name, ValueDefinition.TEXT, String[]::new, filter);
  }

  /** A filter {@code name} for one of these values and a filter {@code nameIn} for several. */
  <V> QueryDefinition<Q> value(
      String name,
      ValueDefinition<V> value,
      BiConsumer<Q, V> filter,
      IntFunction<V[]> array,
      BiConsumer<Q, V[]> listFilter) {
    return one(name, value, filter).many(name + "In", value, array, listFilter);
  }

  QueryDefinition<Q> date(String name, BiConsumer<Q, Date> filter) {
    return one(name, ValueDefinition.DATE, filter);
  }

  QueryDefinition<Q> number(String name, BiConsumer<Q, Integer> filter) {
    return one(name, ValueDefinition.NUMBER, filter);
  }

  /** A filter that is there or not; {@code false} is the same as leaving it out. */
  QueryDefinition<Q> flag(String name, Consumer<Q> filter) {
    return one(
        name,
        ValueDefinition.FLAG,
        (query, set) -> {
          if (set) {
            filter.accept(query);
          }
        });
  }

  /** A value of {@code sortBy}. */
  QueryDefinition<Q> sorting(String name, Consumer<Q> sorting) {
    sortings.put(name, sorting);
    return this;
  }

  private <V> QueryDefinition<Q> one(
      String name, ValueDefinition<V> value, BiConsumer<Q, V> filter) {
    return add(
        new FilterDefinition<>(
            name, value, false, (query, values) -> filter.accept(query, values.get(0))));
  }

  private <V> QueryDefinition<Q> many(
      String name, ValueDefinition<V> value, IntFunction<V[]> array, BiConsumer<Q, V[]> filter) {
    return add(
        new FilterDefinition<Q, V>(
            name,
            value,
            true,
            (Q query, List<V> values) -> filter.accept(query, values.toArray(array))));
  }

  private QueryDefinition<Q> add(FilterDefinition<Q, ?> filter) {
    filters.put(filter.name(), filter);
    return this;
  }
}
