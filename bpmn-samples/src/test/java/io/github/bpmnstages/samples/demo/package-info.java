/** The samples, deployed and run: every scenario, and the contract's rows that they show. */
package io.github.bpmnstages.samples.demo;
