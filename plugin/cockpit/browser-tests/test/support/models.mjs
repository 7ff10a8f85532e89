import { readFileSync } from 'node:fs';

const REPOSITORY = new URL('../../../../../', import.meta.url);

export const readModel = path => readFileSync(new URL(path, REPOSITORY), 'utf8');

const escape = text => text.replace(/[<>&"]/g, character => `&#${character.codePointAt(0)};`);

const WIDTH = 160;

/**
 * A process of stages in a row, with a diagram.
 *
 * @param { { key: string, name: string, stages: { id, name, properties?, task? }[] } } model `task`
 *   is the one step in XML, without its id
 */
export function stagesInARow({ key, name, stages }) {
  const nodes = [ 'start', ...stages.map(({ id }) => id), 'end' ];

  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="tests">
  <process id="${key}" name="${escape(name)}" isExecutable="true" camunda:historyTimeToLive="P1D">
    <startEvent id="start" /><endEvent id="end" />
    ${nodes.slice(1).map((node, index) => `<sequenceFlow id="to-${node}" sourceRef="${nodes[index]}" targetRef="${node}" />`).join('\n')}
    ${stages.map(stageXml).join('\n')}
  </process>
  <bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="${key}">
    ${nodes.map(shape).join('\n')}
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</definitions>`;
}

const stageXml = ({ id, name, properties = {}, task = '<task name="Work" />' }) => `
<subProcess id="${id}" name="${escape(name)}">
  <extensionElements><camunda:properties>
    ${Object.entries({ exitCondition: 'allStepsCompleted', ...properties })
    .map(([ property, value ]) => `<camunda:property name="stage.${property}" value="${escape(value)}" />`).join('')}
  </camunda:properties></extensionElements>
  <startEvent id="${id}-start" /><endEvent id="${id}-end" />
  ${task.replace(/^<\w+/, start => `${start} id="${id}-step"`)}
  <sequenceFlow id="${id}-in" sourceRef="${id}-start" targetRef="${id}-step" />
  <sequenceFlow id="${id}-out" sourceRef="${id}-step" targetRef="${id}-end" />
</subProcess>`;

const shape = (node, index) => `<bpmndi:BPMNShape id="${node}-shape" bpmnElement="${node}" isExpanded="true">
  <dc:Bounds x="${index * WIDTH}" y="100" width="${[ 'start', 'end' ].includes(node) ? 36 : 120}" height="${[ 'start', 'end' ].includes(node) ? 36 : 80}" />
</bpmndi:BPMNShape>`;

/** A process that answers the question of an evaluation flow. */
export const answer = (key, condition) => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="tests">
  <process id="${key}" isExecutable="true" camunda:historyTimeToLive="P1D">
    <startEvent id="start" />
    <sequenceFlow id="flow" sourceRef="start" targetRef="answer" />
    <serviceTask id="answer" camunda:expression="\${${condition}}" camunda:resultVariable="isOrchestrationConditionMet" />
  </process>
</definitions>`;
