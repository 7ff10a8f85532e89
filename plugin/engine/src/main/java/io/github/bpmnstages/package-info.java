/** Builds and registers: the plugin class and its configuration. */
package io.github.bpmnstages;
