const { ProcessReading, isExecutableProcess } = require('./process-reading');

const DOCUMENTATION =
  'https://github.com/bpmn-stages/bpmn-stages/blob/main/plugin/modeler/bpmnlint-plugin-bpmn-stages/docs/rules';

/** Field of the properties panel that a problem is shown at. */
function entryIdOf(property) {
  if (property.startsWith('stage.requirement.')) {
    const number = property.slice('stage.requirement.'.length);

    return number ? `stages-requirement-${number}` : 'stages-requirements';
  }

  return `stages-${property.slice('stage.'.length)}`;
}

/**
 * The rule for one code of the engine.
 *
 * @param {string} code such as `STG-011`
 */
function refusal(code) {
  return (config = {}) => rule(code.toLowerCase(), reading =>
    reading.problems(config.functions).filter(problem => problem.code === code));
}

/**
 * A rule for what the engine does not refuse.
 *
 * @param {string} name of its page
 * @param {Function} find from a reading to what it has found
 */
function recommendation(name, find) {
  return () => rule(name, find);
}

function rule(name, find) {
  return {
    meta: {
      documentation: { url: `${DOCUMENTATION}/${name}.md` }
    },
    check(element, reporter) {
      if (isExecutableProcess(element)) {
        find(new ProcessReading(element)).forEach(found => report(found, element, reporter));
      }
    }
  };
}

function report({ element, message, property }, process, reporter) {
  const place = property ? { propertiesPanel: { entryIds: [ entryIdOf(property) ] } } : {};

  reporter.report(element.id || process.id, message, {
    ...place,
    ...(element.name ? { name: element.name } : {})
  });
}

module.exports = { refusal, recommendation, entryIdOf };
