/** Tests that the documentation is true: its snippets, its links, its commands. */
package io.github.bpmnstages.docs;
