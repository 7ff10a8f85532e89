package io.github.bpmnstages.contract;

import io.github.bpmnstages.contract.Shape.Flow;
import io.github.bpmnstages.testing.TestDatabase;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Random orchestrations and operations, and the engine on which they are tried. */
abstract class ContractModel {

  static Subject subject;

  @BeforeContainer
  static void startEngine() {
    subject = new Subject(TestDatabase.valueOf(System.getProperty("stages.database", "H2")));
  }

  @AfterContainer
  static void stopEngine() {
    System.out.println(Comparison.figures());
    subject.close();
  }

  @Provide
  Arbitrary<Flow> orchestrations() {
    return Shapes.orchestration();
  }

  @Provide
  Arbitrary<List<List<Operation>>> sequences() {
    return Shapes.operation().list().ofMaxSize(14).list().ofMinSize(1).ofMaxSize(4);
  }
}
