/** Two nodes under load over one database, killed and restarted: the records must stay true. */
package io.github.bpmnstages.reliability;
