package io.github.bpmnstages.record;

/**
 * What the recorders need to know of the configuration.
 *
 * @param ownerId automated process user, never null
 * @param stepMilestones whether milestones of steps are written
 */
public record RecordSettings(String ownerId, boolean stepMilestones) {}
