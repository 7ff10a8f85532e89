/** Tells Cockpit of the views, and serves them and their data under Cockpit's own login. */
package io.github.bpmnstages.cockpit;
