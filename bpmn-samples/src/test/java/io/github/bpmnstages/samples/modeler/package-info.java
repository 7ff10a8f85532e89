/** Runs the files that the modeler's tests have made by clicks and typing. */
package io.github.bpmnstages.samples.modeler;
