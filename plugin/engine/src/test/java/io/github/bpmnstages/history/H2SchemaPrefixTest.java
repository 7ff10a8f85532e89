package io.github.bpmnstages.history;

import io.github.bpmnstages.testing.TestDatabase;

class H2SchemaPrefixTest extends SchemaPrefixContract {

  H2SchemaPrefixTest() {
    super(TestDatabase.H2, "MINE");
  }

  @Override
  String use(String schema) {
    return "set schema " + schema;
  }
}
