/** What happened in a run, as values, and which moves from status to status are legal. */
package io.github.bpmnstages.run;
