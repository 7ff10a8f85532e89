/** The read side and the public Java API: queries, overview, statistics. */
package io.github.bpmnstages.query;
