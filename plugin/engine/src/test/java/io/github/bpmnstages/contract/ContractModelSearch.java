package io.github.bpmnstages.contract;

import io.github.bpmnstages.contract.Shape.Flow;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * As {@link ContractModelTest} with a new seed in each run, which the report names; to be named
 * itself: {@code -Dtest=ContractModelSearch}. For more orchestrations {@code
 * -Djqwik.tries.default=10000}, on another database {@code -Dstages.database=POSTGRES}.
 */
class ContractModelSearch extends ContractModel {

  @Property
  void shouldDoWhatTheContractSays(
      @ForAll("orchestrations") Flow orchestration,
      @ForAll("orchestrations") Flow called,
      @ForAll("sequences") List<List<Operation>> sequences) {
    Comparison.run(subject, orchestration, called, sequences);
  }
}
