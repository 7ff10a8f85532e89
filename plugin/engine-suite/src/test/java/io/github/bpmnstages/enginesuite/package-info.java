/** Whether a difference between two passes is seen. */
package io.github.bpmnstages.enginesuite;
