/**
 * What stages and steps put out, for use in expressions.
 */

import { ProcessReading } from 'bpmnlint-plugin-bpmn-stages/lib/process-reading';

import { processOf } from '../model';

const OUTPUTS = [ 'status', 'startTime', 'endTime', 'errorCode', 'errorMessage' ];

const RUN_OUTPUTS = [ 'run.status', 'run.id', 'run.startTime' ];

const IDENTIFIER = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;

/**
 * Everything that an expression in the element's process can read.
 *
 * @return { { label: string, outputs: string[] }[] } in flow order, steps after their stage
 */
export function outputsFor(element) {
  const process = processOf(element);
  const reading = process ? new ProcessReading(process) : null;

  return [
    ...(reading ? reading.orderedStages() : []).flatMap(({ node }) => [
      groupOf('stages', node),
      ...reading.steps.get(node).map(step => groupOf('steps', step))
    ]),
    { label: 'Run', outputs: RUN_OUTPUTS }
  ];
}

function groupOf(object, node) {
  const kind = object === 'stages' ? 'Stage' : 'Step';

  return {
    label: `${kind} ${node.element.name || node.id}`,
    outputs: OUTPUTS.map(output => `${accessTo(object, node.id)}.${output}`)
  };
}

function accessTo(object, id) {
  return IDENTIFIER.test(id) ? `${object}.${id}` : `${object}['${id}']`;
}

/** Puts an output where the caret is, within the expression. */
export function insertOutput(text, caret, output) {
  const start = text.indexOf('${');

  if (start < 0) {
    return `\${${output}}${text ? ` ${text}` : ''}`.trim();
  }

  const end = text.lastIndexOf('}') < 0 ? text.length : text.lastIndexOf('}');
  const place = Math.min(Math.max(caret, start + 2), end);

  return text.slice(0, place) + output + text.slice(place);
}
