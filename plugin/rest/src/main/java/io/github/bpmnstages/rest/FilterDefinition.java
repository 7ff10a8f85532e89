package io.github.bpmnstages.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * One filter of a query, the same in GET and POST.
 *
 * @param name name of the query parameter and of the JSON property
 * @param value type of its value, or of each value of the list
 * @param list whether it takes a list: comma separated in GET, an array in POST
 * @param filter what it does to the query
 */
record FilterDefinition<Q, V>(
    String name, ValueDefinition<V> value, boolean list, BiConsumer<Q, List<V>> filter) {

  void apply(Q query, List<String> texts, ObjectMapper mapper) {
    filter.accept(query, texts.stream().map(text -> value.read(name, text, mapper)).toList());
  }
}
