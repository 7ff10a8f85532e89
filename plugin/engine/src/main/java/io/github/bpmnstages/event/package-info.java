/** What others are told of: a status of a run, stage or step has changed. */
package io.github.bpmnstages.event;
