import StaticResolver from 'bpmnlint/lib/resolver/static-resolver';

import { configs } from 'bpmnlint-plugin-bpmn-stages';

import rules from 'stages:rules';

const entries = (kind, values) => Object.fromEntries(
  Object.entries(values).map(([ name, value ]) =>
    [ `${kind}:bpmnlint-plugin-bpmn-stages/${name}`, value ]));

/** What the modeler needs to have the rules on by default. */
export default {
  config: { extends: 'plugin:bpmn-stages/recommended' },
  resolver: new StaticResolver({ ...entries('config', configs), ...entries('rule', rules) })
};
