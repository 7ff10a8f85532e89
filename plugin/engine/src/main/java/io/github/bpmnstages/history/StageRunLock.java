package io.github.bpmnstages.history;

import io.github.bpmnstages.run.StageStatus;
import java.util.Date;

/**
 * What a locked stage run looks like in the database, past every cache.
 *
 * @param status committed status, or the one this transaction has flushed
 * @param endTime its end, or null
 */
public record StageRunLock(StageStatus status, Date endTime) {}
