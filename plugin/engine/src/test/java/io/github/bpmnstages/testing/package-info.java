/** What tests share: databases and engines. */
package io.github.bpmnstages.testing;
