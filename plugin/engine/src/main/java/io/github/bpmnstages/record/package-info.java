/** The only writer of the history rows: checks the move, writes rows and milestones. */
package io.github.bpmnstages.record;
