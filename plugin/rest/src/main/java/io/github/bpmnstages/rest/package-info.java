/** HTTP to Java API and back: the resources, their parameters, their JSON. */
package io.github.bpmnstages.rest;
