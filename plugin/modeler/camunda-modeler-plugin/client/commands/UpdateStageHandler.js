import { getBusinessObject, is } from 'bpmn-js/lib/util/ModelUtil';

/**
 * Writes the `stage.*` properties and leaves everything else as it is. A property that stays keeps
 * its element, so that fields of the properties panel stay in place.
 */
export default class UpdateStageHandler {

  constructor(bpmnFactory, modeling) {
    this._bpmnFactory = bpmnFactory;
    this._modeling = modeling;
  }

  preExecute({ element, change }) {
    const group = findGroup(element);
    const before = group ? group.get('values') : [];
    const own = before.filter(isStageProperty);
    const wanted = change(own.map(({ name, value }) => ({ name, value })));

    own.filter(property => wanted.some(({ name }) => name === property.name))
      .forEach(property => this._updateValue(element, property, wanted));

    const values = [
      ...before.filter(property => !isStageProperty(property)),
      ...wanted.map(({ name, value }) =>
        own.find(property => property.name === name) || this._create(name, value))
    ];

    if (!isSame(before, values)) {
      this._replaceValues(element, group, values);
    }
  }

  _updateValue(element, property, wanted) {
    const { value } = wanted.find(({ name }) => name === property.name);

    if (value !== property.get('value')) {
      this._modeling.updateModdleProperties(element, property, { value });
    }
  }

  _replaceValues(element, group, values) {
    const extensionElements = getBusinessObject(element).get('extensionElements');

    if (group && values.length) {
      values.forEach(value => value.$parent = group);
      this._modeling.updateModdleProperties(element, group, { values });
    } else if (group) {
      this._replaceExtensions(
        element, extensionElements.get('values').filter(extension => extension !== group));
    } else if (extensionElements) {
      this._replaceExtensions(
        element, [ ...extensionElements.get('values'), this._createGroup(values, extensionElements) ]);
    } else {
      this._createExtensions(element, values);
    }
  }

  _replaceExtensions(element, values) {
    const businessObject = getBusinessObject(element);

    if (values.length) {
      this._modeling.updateModdleProperties(
        element, businessObject.get('extensionElements'), { values });
    } else {
      this._modeling.updateModdleProperties(
        element, businessObject, { extensionElements: undefined });
    }
  }

  _createExtensions(element, values) {
    const businessObject = getBusinessObject(element);
    const extensionElements = this._bpmnFactory.create('bpmn:ExtensionElements', { values: [] });

    extensionElements.$parent = businessObject;
    extensionElements.get('values').push(this._createGroup(values, extensionElements));

    this._modeling.updateModdleProperties(element, businessObject, { extensionElements });
  }

  _createGroup(values, parent) {
    const group = this._bpmnFactory.create('camunda:Properties', { values });

    group.$parent = parent;
    values.forEach(value => value.$parent = group);

    return group;
  }

  _create(name, value) {
    return this._bpmnFactory.create('camunda:Property', { name, value });
  }
}

UpdateStageHandler.$inject = [ 'bpmnFactory', 'modeling' ];

function findGroup(element) {
  const extensionElements = getBusinessObject(element).get('extensionElements');

  return extensionElements
    && extensionElements.get('values').find(extension => is(extension, 'camunda:Properties'));
}

function isStageProperty(property) {
  return (property.get('name') || '').trim().startsWith('stage.');
}

function isSame(before, after) {
  return before.length === after.length && before.every((value, index) => value === after[index]);
}
