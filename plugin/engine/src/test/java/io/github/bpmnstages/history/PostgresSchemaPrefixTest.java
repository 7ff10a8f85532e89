package io.github.bpmnstages.history;

import io.github.bpmnstages.testing.TestDatabase;

class PostgresSchemaPrefixTest extends SchemaPrefixContract {

  PostgresSchemaPrefixTest() {
    super(TestDatabase.POSTGRES, "mine");
  }

  @Override
  String use(String schema) {
    return "set search_path to " + schema;
  }
}
