/**
 * Decides under Spring Boot whether the plugin is there; how it works is the engine module's job.
 */
package io.github.bpmnstages.springboot;
