/** The application: the engine with the plugin, its REST API, its web applications, the samples. */
package io.github.bpmnstages.samples;
