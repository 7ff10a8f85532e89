/** The application around the samples. */
package io.github.bpmnstages.samples;
