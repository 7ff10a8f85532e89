package io.github.bpmnstages.parse;

import io.github.bpmnstages.model.ExitCondition;

/**
 * What the properties of one stage say.
 *
 * @param exitCondition null if it cannot be understood
 * @param dueIn duration or expression, or null
 * @param statusVariable name of the variable, or null
 */
record StageSettings(ExitCondition exitCondition, String dueIn, String statusVariable) {}
