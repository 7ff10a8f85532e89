/**
 * Writes the element templates for Camunda 7: there are no conditional fields, hence one template
 * per exit condition.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SCHEMA = 'https://unpkg.com/@camunda/element-templates-json-schema/resources/schema.json';

const GUIDE = 'https://github.com/bpmn-stages/bpmn-stages/blob/main/docs/modeling.md';

const VERSION = 1;

const EXPRESSION = {
  pattern: { value: '^(\\$\\{.+\\})?$', message: 'One expression such as ${approved}' }
};

const KEY = {
  notEmpty: true,
  pattern: { value: '^[^{}]+$', message: 'The key as it is, not an expression' }
};

const DURATION = {
  pattern: {
    value: '^(P.+|[$#]\\{.+\\})?$',
    message: 'A duration such as P2D or PT4H, or an expression such as ${dueIn}'
  }
};

const VARIABLE = {
  pattern: { value: '^([\\p{L}_$][\\p{L}\\d_$-]*)?$', message: 'The name of a variable' }
};

const GROUPS = [
  { id: 'exit', label: 'Stage: when it completes' },
  { id: 'tracking', label: 'Stage: deadline and status' }
];

function icon(name) {
  const svg = readFileSync(new URL(`${name}.svg`, import.meta.url), 'utf8').trim();

  return { contents: `data:image/svg+xml,${encodeURIComponent(svg)}` };
}

function field(property, label, description, more = {}) {
  return {
    label,
    description,
    type: 'String',
    binding: { type: 'camunda:property', name: property },
    ...more
  };
}

function stage(exitCondition, name, description, fields) {
  return {
    $schema: SCHEMA,
    name: `Stage: ${name}`,
    id: `io.github.bpmnstages.stage.${exitCondition}`,
    version: VERSION,
    description,
    documentationRef: `${GUIDE}#${name.replaceAll(' ', '-')}`,
    keywords: [ 'stage', 'orchestration', 'phase' ],
    icon: icon('stage'),
    appliesTo: [ 'bpmn:SubProcess' ],
    elementType: { value: 'bpmn:SubProcess' },
    entriesVisible: true,
    groups: GROUPS,
    properties: [
      {
        type: 'Hidden',
        value: exitCondition,
        binding: { type: 'camunda:property', name: 'stage.exitCondition' }
      },
      ...fields.map(entry => ({ ...entry, group: 'exit' })),
      ...[ dueIn, statusVariable ].map(entry => ({ ...entry, group: 'tracking' }))
    ]
  };
}

const dueIn = field(
  'stage.dueIn',
  'Due in',
  'How long the stage may take, such as P2D or PT4H, or an expression. Nothing happens when it is'
    + ' overdue, but it can be asked for.',
  { constraints: DURATION });

const statusVariable = field(
  'stage.statusVariable',
  'Status variable',
  "Name of a process variable that follows the stage's status, for external workers and queries.",
  { constraints: VARIABLE });

const requirements = Array.from({ length: 10 }, (_, index) => field(
  `stage.requirement.${index + 1}`,
  `Requirement ${index + 1}`,
  index === 0
    ? 'An expression that is true or false, such as ${approved} or'
      + " ${stages.review.status == 'COMPLETED'}."
    : undefined,
  { constraints: index === 0 ? { notEmpty: true, ...EXPRESSION } : EXPRESSION }));

const logic = field(
  'stage.requirementLogic',
  'Logic',
  'all, any, or a formula over the numbers of the requirements: 1 AND (2 OR NOT 3).',
  {
    value: 'all',
    constraints: {
      pattern: {
        value: '^([aA][lL][lL]|[aA][nN][yY]|[0-9\\sANDORTandort()]*)$',
        message: 'all, any, or a formula such as 1 AND (2 OR NOT 3)'
      }
    }
  });

const faultPath = {
  $schema: SCHEMA,
  name: 'Fault path',
  id: 'io.github.bpmnstages.faultPath',
  version: VERSION,
  description: 'What runs when the stage fails. For an error boundary event on a stage; leave its'
    + ' error reference empty to catch every error, and name the variables for code and message'
    + ' under "Error".',
  documentationRef: `${GUIDE}#fault-paths`,
  keywords: [ 'stage', 'error', 'fault' ],
  icon: icon('fault-path'),
  appliesTo: [ 'bpmn:BoundaryEvent' ],
  entriesVisible: true,
  groups: [ { id: 'fault', label: 'Fault path' } ],
  properties: [
    {
      label: 'Name',
      description: 'What the diagram says beside the event.',
      type: 'String',
      value: 'Stage failed',
      group: 'fault',
      binding: { type: 'property', name: 'name' }
    }
  ]
};

export const templates = [
  stage(
    'allStepsCompleted',
    'all steps',
    'A phase that completes when all its steps are done.',
    []),
  stage(
    'requirements',
    'requirements',
    'A phase that completes when its requirements are met, and only then.',
    [ ...requirements, logic ]),
  stage(
    'evaluationFlow',
    'evaluation flow',
    'A phase that completes when another process says so.',
    [ field(
      'stage.evaluationFlow',
      'Evaluation flow',
      'Key of the process that answers with the Boolean variable isOrchestrationConditionMet.',
      { constraints: KEY }) ]),
  stage(
    'evaluationDecision',
    'evaluation decision',
    'A phase that completes when a decision says so.',
    [ field(
      'stage.evaluationDecision',
      'Evaluation decision',
      'Key of the DMN decision whose single output is the answer, true or false.',
      { constraints: KEY }) ]),
  faultPath
];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const target = new URL('bpmn-stages.json', import.meta.url);

  mkdirSync(new URL('.', target), { recursive: true });
  writeFileSync(target, JSON.stringify(templates, null, 2) + '\n');
}
