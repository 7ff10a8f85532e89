package io.github.bpmnstages.execution;

import java.beans.FeatureDescriptor;
import java.util.Iterator;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;

/**
 * Asked last, when neither a variable nor a bean has the name: answers with automatic outputs, and
 * tells a requirement that the variable does not exist.
 */
final class OutputsElResolver extends ELResolver {

  @Override
  public Object getValue(ELContext context, Object base, Object property) {
    if (base != null || property == null) {
      return null;
    }
    String name = property.toString();
    VariableScope scope = (VariableScope) context.getContext(VariableScope.class);
    if (AutomaticOutputs.NAMES.contains(name)) {
      AutomaticOutputs outputs = AutomaticOutputs.of(scope);
      if (outputs != null) {
        context.setPropertyResolved(true);
        return outputs.get(name);
      }
    }
    if (RequirementMode.isOf(scope)) {
      throw new MissingVariableException(name);
    }
    return null;
  }

  @Override
  public void setValue(ELContext context, Object base, Object property, Object value) {
    if (base == null && AutomaticOutputs.NAMES.contains(property)) {
      throw new ProcessEngineException("'" + property + "' is read only");
    }
  }

  @Override
  public boolean isReadOnly(ELContext context, Object base, Object property) {
    return true;
  }

  @Override
  public Class<?> getType(ELContext context, Object base, Object property) {
    return null;
  }

  @Override
  public Class<?> getCommonPropertyType(ELContext context, Object base) {
    return base == null ? String.class : null;
  }

  @Override
  public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
    return null;
  }
}
