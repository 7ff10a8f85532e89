/** Turns sub-processes into stages under the engine's own tests, and compares what they say. */
package io.github.bpmnstages.enginesuite;
