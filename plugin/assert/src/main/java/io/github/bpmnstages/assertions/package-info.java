/**
 * AssertJ assertions on orchestration runs, stage runs and step runs, beside camunda-bpm-assert.
 */
package io.github.bpmnstages.assertions;
