/**
 * The modeler that Camunda Modeler shows for a Camunda 7 diagram, put together from the same
 * libraries in the same way (its client/src/app/tabs/bpmn and client/src/remote/Plugins.js), but
 * for Electron around it.
 */
import Modeler from 'camunda-bpmn-js/lib/camunda-platform/Modeler';

import elementTemplateChooserModule from '@bpmn-io/element-template-chooser';
import * as BpmnPropertiesPanel from 'bpmn-js-properties-panel';
import * as PropertiesPanel from '@bpmn-io/properties-panel';
import * as Preact from '@bpmn-io/properties-panel/preact';
import * as PreactCompat from '@bpmn-io/properties-panel/preact/compat';
import * as PreactHooks from '@bpmn-io/properties-panel/preact/hooks';
import * as PreactJsxRuntime from '@bpmn-io/properties-panel/preact/jsx-runtime';

import { Linter } from '@camunda/linting';
import lintingModule from '@camunda/linting/modeler';

// what the modeler lends to its plugins
window.vendor = {
  propertiesPanel: {
    common: PropertiesPanel,
    bpmn: BpmnPropertiesPanel,
    preact: {
      root: Preact,
      compat: PreactCompat,
      hooks: PreactHooks,
      jsxRuntime: PreactJsxRuntime
    }
  }
};

const pluginsOf = type => (window.plugins || [])
  .filter(registration => registration.type === type)
  .map(registration => registration.plugin);

const random = sequence => () => (sequence = (sequence * 16807) % 2147483647) / 2147483647;

/**
 * Shows a diagram.
 *
 * @param {string} xml
 * @param { { templates: Object[] } } options
 */
window.openDiagram = async (xml, { templates = [] } = {}) => {

  // ids come from here: the same clicks shall give the same file
  Math.random = random(20250101);

  const modeler = window.modeler = new Modeler({
    container: '#canvas',
    additionalModules: [
      elementTemplateChooserModule,
      lintingModule,
      ...pluginsOf('bpmn.modeler.additionalModules'),
      ...pluginsOf('bpmn.platform.modeler.additionalModules')
    ],
    linting: { active: true },
    propertiesPanel: { parent: '#properties' },
    disableAdjustOrigin: true,
    canvas: { autoFocus: true },
    exporter: { name: 'Camunda Modeler', version: '5.50.1' }
  });

  modeler.get('elementTemplatesLoader').setTemplates(templates);

  await modeler.importXML(xml);
  modeler.get('canvas').zoom('fit-viewport', 'auto');

  if (modeler.get('canvas').zoom() > 1) {
    modeler.get('canvas').zoom(1);
  }

  const lint = window.lintDiagram = async () => {
    const linter = new Linter({
      modeler: 'desktop', type: 'platform', plugins: pluginsOf('lintRules.bpmn')
    });

    window.reports = await linter.lint(modeler.getDefinitions());
    modeler.get('linting').setErrors(window.reports);
    showReports(window.reports);
  };

  modeler.on('commandStack.changed', 500, lint);
  await lint();
};

window.saveDiagram = async () => (await window.modeler.saveXML({ format: true })).xml;

/** The list of problems below the diagram. */
function showReports(reports) {
  const list = document.querySelector('#problems ol');

  list.replaceChildren(...reports
    .filter(report => report.category !== 'rule-error')
    .map(report => {
      const item = document.createElement('li');

      item.className = report.category;
      item.textContent = `${report.name || report.id}: ${report.message}`;
      item.onclick = () => window.modeler.get('linting').showError(report);

      return item;
    }));

  document.querySelector('#problems header').textContent =
    `Problems (${list.children.length})`;
}

