/**
 * The contract as a small executable model, and the plugin compared with it: random orchestrations,
 * random operations. The model knows nothing of the plugin's code.
 */
package io.github.bpmnstages.contract;
