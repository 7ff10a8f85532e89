package io.github.bpmnstages.rest;

/**
 * What a look at an exit condition led to.
 *
 * @param exited whether the stage was left
 */
record EvaluationDto(boolean exited) {}
