/** The same work with and without the plugin, as ratios from one run. */
package io.github.bpmnstages.benchmarks;
