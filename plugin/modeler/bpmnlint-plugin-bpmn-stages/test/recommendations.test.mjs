import { test } from 'node:test';
import assert from 'node:assert/strict';

import { SAMPLES, lint, read } from './linting.mjs';

const STAGE = (id, more = '') => `
  <bpmn:subProcess id="${id}">
    <bpmn:extensionElements>
      <camunda:properties>
        <camunda:property name="stage.exitCondition" value="allStepsCompleted" />
      </camunda:properties>
    </bpmn:extensionElements>
    <bpmn:userTask id="${id}_work" />
    ${more}
  </bpmn:subProcess>`;

const FAULT = (id, stage) => `
  <bpmn:boundaryEvent id="${id}" attachedToRef="${stage}">
    <bpmn:errorEventDefinition />
  </bpmn:boundaryEvent>`;

const FLOW = (source, target) =>
  `<bpmn:sequenceFlow id="${source}_to_${target}" sourceRef="${source}" targetRef="${target}" />`;

const reports = async (rule, elements) => {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
    <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="test">
      <bpmn:process id="process" isExecutable="true">
        <bpmn:startEvent id="start" />
        ${elements.join('\n')}
      </bpmn:process>
    </bpmn:definitions>`;

  return (await lint(xml)).filter(report => report.rule === rule).map(report => report.id);
};

const TWO_STAGES = [
  STAGE('intake'), STAGE('review'), FLOW('start', 'intake'), FLOW('intake', 'review')
];

test('should miss a fault path', async () => {
  assert.deepEqual(
    await reports('fault-path', [ ...TWO_STAGES, FAULT('failed', 'intake') ]),
    [ 'review' ]);
});

test('should find work in a fault path', async () => {
  const fault = [
    ...TWO_STAGES, FAULT('failed', 'intake'), '<bpmn:exclusiveGateway id="decide" />',
    '<bpmn:userTask id="apologise" />', '<bpmn:endEvent id="end" />', STAGE('repair'),
    FLOW('failed', 'decide'), FLOW('decide', 'apologise'), FLOW('decide', 'repair'),
    FLOW('apologise', 'end')
  ];

  assert.deepEqual(await reports('fault-path-content', fault), [ 'apologise' ]);
  assert.deepEqual(await reports('work-outside-stages', fault), []);
});

test('should find a fault path that jumps backwards', async () => {
  const faults = [
    ...TWO_STAGES, FAULT('back', 'review'), FLOW('back', 'intake'),
    FAULT('on', 'intake'), FLOW('on', 'review')
  ];

  assert.deepEqual(await reports('fault-path-backwards', faults), [ 'back' ]);
});

test('should find a fault path that starts its stage again', async () => {
  assert.deepEqual(
    await reports('fault-path-backwards',
      [ ...TWO_STAGES, FAULT('again', 'review'), FLOW('again', 'review') ]),
    [ 'again' ]);
});

test('should find work outside stages', async () => {
  const outside = '<bpmn:userTask id="outside" />';

  assert.deepEqual(await reports('work-outside-stages', [ ...TWO_STAGES, outside ]), [ 'outside' ]);
  assert.deepEqual(await reports('work-outside-stages', [ outside ]), []);
});

test('should find expressions that name nothing', async () => {
  const elements = [
    ...TWO_STAGES,
    `<bpmn:serviceTask id="service" camunda:expression="\${stages.elsewhere.status}">
       <bpmn:extensionElements>
         <camunda:inputOutput>
           <camunda:inputParameter name="a">\${steps['nothing'].status}</camunda:inputParameter>
           <camunda:inputParameter name="b">\${steps.intake_work.status}</camunda:inputParameter>
         </camunda:inputOutput>
       </bpmn:extensionElements>
     </bpmn:serviceTask>`,
    `<bpmn:sequenceFlow id="choice" sourceRef="review" targetRef="service">
       <bpmn:conditionExpression>\${stages.reveiw.status == 'COMPLETED'}</bpmn:conditionExpression>
     </bpmn:sequenceFlow>`
  ];

  assert.deepEqual(
    (await reports('known-references', elements)).sort(), [ 'choice', 'service', 'service' ]);
});

test('should know every stage and step of the samples', async () => {
  for (const file of [ 'loan-application.bpmn', 'order-fulfilment.bpmn' ]) {
    const found = await lint(read(file, SAMPLES));

    assert.deepEqual(found.filter(report => report.rule === 'known-references'), []);
  }
});
