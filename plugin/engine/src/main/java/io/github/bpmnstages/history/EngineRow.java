package io.github.bpmnstages.history;

/**
 * One of the engine's rows as it is committed.
 *
 * @param parentId id of the parent execution; null for what is no execution, or has no parent
 */
public record EngineRow(String id, Integer revision, String parentId) {

  public EngineRow(String id, Integer revision) {
    this(id, revision, null);
  }
}
