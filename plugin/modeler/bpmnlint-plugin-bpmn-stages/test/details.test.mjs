/** What the bad models do not reach. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

import { lint } from './linting.mjs';

const require = createRequire(import.meta.url);

const { checkRequirement, parseRequirement, namesReadFrom } = require('../lib/requirement');
const { checkRequirementLogic } = require('../lib/requirement-logic');
const { isDueIn } = require('../lib/due-in');

/** A process with one stage, and what else is wanted. */
export function model(properties, more = '') {
  const entries = Object.entries(properties)
    .map(([ name, value ]) => `<camunda:property name="stage.${name}" value="${value}" />`);

  return `<?xml version="1.0" encoding="UTF-8"?>
    <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="test">
      <bpmn:process id="process" isExecutable="true">
        <bpmn:startEvent id="start" />
        <bpmn:subProcess id="review">
          <bpmn:extensionElements>
            <camunda:properties>${entries.join('')}</camunda:properties>
          </bpmn:extensionElements>
          <bpmn:userTask id="work" />
        </bpmn:subProcess>
        <bpmn:sequenceFlow id="flow" sourceRef="start" targetRef="review" />
        ${more}
      </bpmn:process>
    </bpmn:definitions>`;
}

[
  '${a}', '${a.b[c].d(e, 1, "x")}', '${empty a ? true : not(b == 1.5e3)}', '${now() || !b}',
  "${stages['my-id'].status eq 'COMPLETED'}", '${(a) and b div 2 lt 3}',
  '${S(a).prop("b").boolValue()}'
].forEach(text => test(`${text} is a requirement`, () => checkRequirement(text)));

[
  [ '${a b}', /encountered 'b', expected '}'/ ],
  [ '${a', /encountered 'null', expected '}'/ ],
  [ '${}', /encountered '}', expected <IDENTIFIER>/ ],
  [ "${'a}", /lexical error at position 2, encountered unterminated string, expected '/ ],
  [ '${a § b}', /encountered invalid character '§', expected expression token/ ],
  [ '#{a}', /holds no \$\{\.\.\.\}/ ],
  [ '#{a}${b}', /encountered '\$\{', expected '#\{'/ ],
  [ 'x ${a}', /mixes/ ],
  [ '${a()}', /Could not resolve function 'a'/ ]
].forEach(([ text, why ]) => test(`${text} is no requirement`, () =>
  assert.throws(() => checkRequirement(text), why)));

test('should take functions of an own engine plugin', () => checkRequirement('${mine()}', [ 'mine' ]));

[
  [ "${stages.a.status == steps['b-c'].status}", [ 'a' ], [ 'b-c' ] ],
  [ '${order.stages.x == stages.toString() || stages[which].status}', [], [] ],
  [ '${not stages.a.status and now(stages.b)}', [ 'a', 'b' ], [] ]
].forEach(([ text, stages, steps ]) => test(`should find what ${text} reads`, () => {
  assert.deepEqual(namesReadFrom('stages', parseRequirement(text)), stages);
  assert.deepEqual(namesReadFrom('steps', parseRequirement(text)), steps);
}));

[ 'all', 'ANY', '1', '1 AND (2 or NOT 3)', 'not(not 1)', '((1))or 2', 'NOT NOT 1' ]
  .forEach(text => test(`${text} is a logic`, () => checkRequirementLogic(text, [ 1, 2, 3 ])));

[
  [ '1 AND', /^the end at position 6 is where the number/ ],
  [ '1 2', /^'2' at position 3 is where AND, OR or the end/ ],
  [ '4', /^'4' at position 1 is not the number of a requirement/ ],
  [ '(1', /^'\(' at position 1 is never closed/ ],
  [ '1)', /^'\)' at position 2 was never opened/ ],
  [ '1 & 2', /^'&' at position 3/ ],
  [ '01', /^'01' at position 1 is where the number/ ],
  [ `${'('.repeat(600)}1${')'.repeat(600)}`, /it is 1,201 characters long/ ]
].forEach(([ text, why ]) => test(`${text.slice(0, 20)} is no logic`, () =>
  assert.throws(() => checkRequirementLogic(text, [ 1, 2, 3 ]), error => why.test(error.message))));

[ 'P2D', 'PT4H', 'P1Y2M3DT4H5M6.7S', 'P2W', '${dueIn}', '#{dueIn}', 'P${days}D' ]
  .forEach(text => test(`${text} is a time to be due in`, () => assert.ok(isDueIn(text))));

[ '2D', 'P', 'PT', '-P1D', 'R/PT1H', 'R3/PT1H', 'P1D/2030-01-01', 'P1X', '${a', 'P1DT', '2030-01-01' ]
  .forEach(text => test(`${text} is no time to be due in`, () => assert.ok(!isDueIn(text))));

test('should take what is left empty for not set', async () => {
  const xml = model({
    exitCondition: 'allStepsCompleted', 'requirement.1': '', requirementLogic: ' ', dueIn: ''
  });

  assert.deepEqual(await lint(xml, 'errors'), []);
});

test('should point to the field of the properties panel', async () => {
  const [ report ] = await lint(
    model({ exitCondition: 'requirements', 'requirement.3': 'yes' }), 'errors');

  assert.deepEqual(report.propertiesPanel, { entryIds: [ 'stages-requirement-3' ] });
});
