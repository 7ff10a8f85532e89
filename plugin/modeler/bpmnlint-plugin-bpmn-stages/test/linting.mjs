import { createRequire } from 'node:module';
import { readFileSync, readdirSync } from 'node:fs';

import { BpmnModdle } from 'bpmn-moddle';

const require = createRequire(import.meta.url);

const { Linter } = require('bpmnlint');
const StaticResolver = require('bpmnlint/lib/resolver/static-resolver');
const camunda = require('camunda-bpmn-moddle/resources/camunda.json');
const plugin = require('..');

const repository = new URL('../../../../', import.meta.url);

export const INVALID = new URL('bpmn-samples/invalid/', repository);
export const SAMPLES = new URL('bpmn-samples/src/main/resources/samples/', repository);

export const RULES = Object.keys(plugin.configs.recommended.rules);

/** Names of the BPMN files in a folder. */
export function filesIn(folder) {
  return readdirSync(folder).filter(file => file.endsWith('.bpmn')).sort();
}

export function read(file, folder) {
  return readFileSync(new URL(file, folder), 'utf8');
}

/** All reports, each with the name of its rule. */
export async function lint(xml, config = 'recommended', moddle = { camunda }) {
  const { rootElement } = await new BpmnModdle(moddle).fromXML(xml);

  const linter = new Linter({
    config: { extends: `plugin:bpmn-stages/${config}` },
    resolver: new StaticResolver({
      ...Object.fromEntries(Object.entries(plugin.configs).map(([ name, value ]) =>
        [ `config:bpmnlint-plugin-bpmn-stages/${name}`, value ])),
      ...Object.fromEntries(RULES.map(rule =>
        [ `rule:bpmnlint-plugin-bpmn-stages/${rule}`, require(`../rules/${rule}`) ]))
    })
  });

  return Object.entries(await linter.lint(rootElement))
    .flatMap(([ rule, reports ]) => reports.map(report => ({
      ...report, rule: rule.replace('bpmn-stages/', '')
    })));
}
