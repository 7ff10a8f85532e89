package io.github.bpmnstages.contract;

import io.github.bpmnstages.contract.Shape.Flow;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Contract, sections 3 to 6: the plugin does what the model of the contract does, with the same
 * orchestrations in each run. {@link ContractModelSearch} looks for others.
 */
class ContractModelTest extends ContractModel {

  @Property(seed = "7240", tries = 30)
  void shouldDoWhatTheContractSays(
      @ForAll("orchestrations") Flow orchestration,
      @ForAll("orchestrations") Flow called,
      @ForAll("sequences") List<List<Operation>> sequences) {
    Comparison.run(subject, orchestration, called, sequences);
  }
}
