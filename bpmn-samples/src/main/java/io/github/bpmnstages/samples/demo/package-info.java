/**
 * What {@code --demo} plays: scenarios of the samples, how they must end, and how it is printed.
 */
package io.github.bpmnstages.samples.demo;
