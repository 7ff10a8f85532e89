/** Rows and SQL: entities, mappings, schema scripts, and the writer's look-ups. */
package io.github.bpmnstages.history;
