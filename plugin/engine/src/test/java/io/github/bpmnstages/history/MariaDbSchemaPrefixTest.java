package io.github.bpmnstages.history;

import io.github.bpmnstages.testing.TestDatabase;

class MariaDbSchemaPrefixTest extends SchemaPrefixContract {

  MariaDbSchemaPrefixTest() {
    super(TestDatabase.MARIADB, "mine");
  }

  @Override
  String use(String schema) {
    return "use " + schema;
  }

  /** A schema is a catalog there, and the engine looks in the connection's own. */
  @Override
  boolean isCheckedByTheEngine() {
    return false;
  }
}
