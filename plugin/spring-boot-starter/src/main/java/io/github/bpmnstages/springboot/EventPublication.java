package io.github.bpmnstages.springboot;

import io.github.bpmnstages.StagesPlugin;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes status changes as application events, in the engine's transaction, which is the
 * application's.
 */
final class EventPublication implements BeanPostProcessor {

  private final ApplicationEventPublisher events;

  EventPublication(ApplicationEventPublisher events) {
    this.events = events;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String beanName) {
    if (bean instanceof StagesPlugin plugin) {
      plugin.addStatusListener(events::publishEvent);
    }
    return bean;
  }
}
