package io.github.bpmnstages.record;

import io.github.bpmnstages.event.StatusListeners;

/**
 * What the recorders need to know of the configuration.
 *
 * @param ownerId automated process user, never null
 * @param stepMilestones whether milestones of steps are written
 * @param listeners who is told of status changes, never null
 */
public record RecordSettings(String ownerId, boolean stepMilestones, StatusListeners listeners) {}
