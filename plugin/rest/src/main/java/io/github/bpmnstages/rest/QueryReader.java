package io.github.bpmnstages.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.camunda.bpm.engine.query.Query;

/** Turns one request into filters and sortings of a query. */
final class QueryReader<Q extends Query<?, ?>> {

  static final String SORT_BY = "sortBy";
  static final String SORT_ORDER = "sortOrder";
  static final String SORTING = "sorting";
  static final List<String> SORT_ORDERS = List.of("asc", "desc");

  private final QueryDefinition<Q> definition;
  private final RequestReader request;

  QueryReader(QueryDefinition<Q> definition, RequestReader request) {
    this.definition = definition;
    this.request = request;
  }

  /** Reads the query parameters of a GET. */
  Q readParameters(Q query) {
    request.checkParameters(names(SORT_BY, SORT_ORDER, PageDefinition.NAMES));
    for (FilterDefinition<Q, ?> filter : definition.filters().values()) {
      String text = request.parameter(filter.name());
      if (text != null) {
        filter.apply(query, filter.list() ? split(filter, text) : List.of(text), request.mapper());
      }
    }
    sort(query, request.parameter(SORT_BY), request.parameter(SORT_ORDER));
    return query;
  }

  /** Reads the JSON body of a POST; only the page comes as query parameters. */
  Q readBody(Q query, String body) {
    request.checkParameters(PageDefinition.NAMES);
    ObjectNode object = request.body(body, names(SORT_BY, SORT_ORDER, List.of(SORTING)));
    for (FilterDefinition<Q, ?> filter : definition.filters().values()) {
      JsonNode value = object.get(filter.name());
      if (value != null && !value.isNull()) {
        filter.apply(query, texts(filter, value), request.mapper());
      }
    }
    sort(query, RequestReader.text(object, SORT_BY), RequestReader.text(object, SORT_ORDER));
    sortings(object).forEach(sorting -> sort(query, sorting));
    return query;
  }

  private List<String> names(String sortBy, String sortOrder, List<String> others) {
    List<String> names = new ArrayList<>(definition.filters().keySet());
    names.addAll(List.of(sortBy, sortOrder));
    names.addAll(others);
    return names;
  }

  private static List<String> split(FilterDefinition<?, ?> filter, String text) {
    return checked(filter, Arrays.asList(text.split(",")));
  }

  private static List<String> texts(FilterDefinition<?, ?> filter, JsonNode value) {
    if (!filter.list()) {
      return List.of(RequestReader.scalar(filter.name(), value));
    }
    if (!value.isArray()) {
      throw BadRequests.invalid(
          "Value %s of '%s' is not allowed; expected is an array", value, filter.name());
    }
    List<String> texts = new ArrayList<>();
    value.forEach(element -> texts.add(RequestReader.scalar(filter.name(), element)));
    return checked(filter, texts);
  }

  /** An empty list would be no filter at all, and so answer everything. */
  private static List<String> checked(FilterDefinition<?, ?> filter, List<String> texts) {
    if (texts.isEmpty() || texts.contains("")) {
      throw BadRequests.invalid(
          "'%s' has an empty list or value; leave it out to not filter by it", filter.name());
    }
    return texts;
  }

  private static List<ObjectNode> sortings(ObjectNode object) {
    JsonNode value = object.get(SORTING);
    List<ObjectNode> sortings = new ArrayList<>();
    if (value != null && !value.isNull()) {
      if (!value.isArray()) {
        throw BadRequests.invalid("'sorting' is no array; expected is %s", example());
      }
      value.forEach(element -> sortings.add(sorting(element)));
    }
    return sortings;
  }

  private static ObjectNode sorting(JsonNode element) {
    if (element instanceof ObjectNode object) {
      RequestReader.checkProperties(object, List.of(SORT_BY, SORT_ORDER));
      return object;
    }
    throw BadRequests.invalid("'sorting' holds %s; expected is %s", element, example());
  }

  private static String example() {
    return "[{\"sortBy\": …, \"sortOrder\": \"asc\"}]";
  }

  private void sort(Q query, ObjectNode sorting) {
    sort(query, RequestReader.text(sorting, SORT_BY), RequestReader.text(sorting, SORT_ORDER));
  }

  private void sort(Q query, String sortBy, String sortOrder) {
    if (sortBy == null && sortOrder == null) {
      return;
    }
    checkSorting(sortBy, sortOrder);
    definition.sortings().get(sortBy).accept(query);
    if (sortOrder.equals("asc")) {
      query.asc();
    } else {
      query.desc();
    }
  }

  private void checkSorting(String sortBy, String sortOrder) {
    if (sortBy == null || sortOrder == null) {
      throw BadRequests.invalid(
          "Only one of sortBy and sortOrder is given, both are required; sortBy is one of %s,"
              + " sortOrder is one of %s",
          String.join(", ", definition.sortings().keySet()), String.join(", ", SORT_ORDERS));
    }
    if (!definition.sortings().containsKey(sortBy)) {
      throw BadRequests.unknown("sortBy", sortBy, definition.sortings().keySet());
    }
    if (!SORT_ORDERS.contains(sortOrder)) {
      throw BadRequests.unknown("sortOrder", sortOrder, SORT_ORDERS);
    }
  }
}
