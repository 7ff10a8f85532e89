/** What the page of each rule says and shows. Models are made from the bad ones of the samples. */

const property = (name, value) => `<camunda:property name="${name}" value="${value}" />`;

const same = xml => xml;

const swap = (from, to) => xml => xml.replace(from, to);

const PROPERTIES = /<bpmn:extensionElements>\s*<camunda:properties>[\s\S]*?<\/camunda:properties>\s*<\/bpmn:extensionElements>/;

/** Takes the properties from the element with that id. */
const plain = id => xml => xml.replace(
  new RegExp(`(id="${id}"[^>]*>\\s*)${PROPERTIES.source}`), '$1');

const INTERMEDIATE = {
  event: `<bpmn:boundaryEvent id="failed" attachedToRef="review"><bpmn:outgoing>failed_flow</bpmn:outgoing><bpmn:errorEventDefinition id="failed_error" /></bpmn:boundaryEvent>`,
  shape: (x, y) => `<bpmndi:BPMNShape id="failed_di" bpmnElement="failed"><dc:Bounds x="${x - 18}" y="${y - 18}" width="36" height="36" /></bpmndi:BPMNShape>`
};

const flow = (id, source, target) =>
  `<bpmn:sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}" />`;

const edge = (id, ...points) => `<bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}">${points
  .map(([ x, y ]) => `<di:waypoint x="${x}" y="${y}" />`).join('')}</bpmndi:BPMNEdge>`;

const shape = (id, x, y, width, height) => `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}">`
  + `<dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}" /></bpmndi:BPMNShape>`;

/** Adds elements to the process, and their drawing. */
const add = (elements, drawing) => xml => xml
  .replace('</bpmn:process>', `${elements}</bpmn:process>`)
  .replace('</bpmndi:BPMNPlane>', `${drawing}</bpmndi:BPMNPlane>`);

const then = (...changes) => xml => changes.reduce((before, change) => change(before), xml);

/** Bounds of a shape of the drawing. */
const boundsOf = (id, xml) => {
  const [ , x, y, width, height ] = xml.match(new RegExp(
    `bpmnElement="${id}"[^>]*>\\s*<dc:Bounds x="([\\d.]+)" y="([\\d.]+)" width="([\\d.]+)" height="([\\d.]+)"`))
    .map(Number);

  return { x, y, right: x + width, bottom: y + height };
};

/** A fault path from the stage `review`; what it holds comes from the drawing function. */
const faultPath = content => xml => {
  const { right, bottom } = boundsOf('review', xml);
  const [ x, y ] = [ right - 60, bottom ];
  const { elements, drawing } = content(x, y, xml);

  return add(INTERMEDIATE.event + elements, INTERMEDIATE.shape(x, y) + drawing)(xml);
};

const toEnd = faultPath((x, y) => ({
  elements: '<bpmn:endEvent id="given_up" />' + flow('failed_flow', 'failed', 'given_up'),
  drawing: shape('given_up', x - 18, y + 70, 36, 36) + edge('failed_flow', [ x, y + 18 ], [ x, y + 70 ])
}));

const throughTask = faultPath((x, y) => ({
  elements: '<bpmn:userTask id="apologise" name="Apologise" /><bpmn:endEvent id="given_up" />'
    + flow('failed_flow', 'failed', 'apologise') + flow('apologised', 'apologise', 'given_up'),
  drawing: shape('apologise', x - 50, y + 60, 100, 80) + shape('given_up', x + 110, y + 82, 36, 36)
    + edge('failed_flow', [ x, y + 18 ], [ x, y + 60 ]) + edge('apologised', [ x + 50, y + 100 ], [ x + 110, y + 100 ])
}));

const toItself = faultPath((x, y, xml) => {
  const { x: left, bottom } = boundsOf('review', xml);

  return {
    elements: flow('failed_flow', 'failed', 'review'),
    drawing: edge('failed_flow', [ x, y + 18 ], [ x, y + 70 ], [ left + 60, y + 70 ], [ left + 60, bottom ])
  };
});

export const RULES = [
  {
    name: 'stg-001',
    title: 'A stage inside a stage',
    text: 'Stages run one after another, never inside each other. Make the inner one a plain sub-process: its tasks are steps of the stage all the same.',
    file: 'STG-001-stage-in-stage.bpmn', select: 'inner',
    incorrect: same, correct: plain('inner')
  },
  {
    name: 'stg-002',
    title: 'A stage on anything but a plain sub-process',
    text: 'Only an embedded sub-process that runs once can be a stage: no task, transaction, event sub-process or multi-instance, and nothing inside a multi-instance or compensation sub-process.',
    file: 'STG-002-multi-instance.bpmn', select: 'review',
    incorrect: same, correct: swap(/<bpmn:multiInstanceLoopCharacteristics[\s\S]*?(\/>|<\/bpmn:multiInstanceLoopCharacteristics>)/, '')
  },
  {
    name: 'stg-003',
    title: 'A missing or unknown exit condition',
    text: 'What makes a sub-process a stage is `stage.exitCondition`, one of `allStepsCompleted`, `requirements`, `evaluationFlow` and `evaluationDecision`. Capital and small letters count.',
    file: 'STG-003-unknown.bpmn', select: 'review',
    incorrect: same, correct: swap(/(name="stage\.exitCondition" value=)"[^"]*"/, '$1"allStepsCompleted"')
  },
  {
    name: 'stg-004',
    title: 'A requirement with a number that there is not',
    text: 'Requirements are numbered from 1 to 10. Gaps are allowed.',
    file: 'STG-004-eleven.bpmn', select: 'review',
    incorrect: same, correct: swap('stage.requirement.11', 'stage.requirement.9')
  },
  {
    name: 'stg-005',
    title: 'No requirement',
    text: 'A stage with the exit condition `requirements` needs at least one. One that is left empty does not count.',
    file: 'STG-005-none.bpmn', select: 'review',
    incorrect: same,
    correct: swap('</camunda:properties>', property('stage.requirement.1', '${approved}') + '</camunda:properties>')
  },
  {
    name: 'stg-006',
    title: 'A logic that is no formula',
    text: '`stage.requirementLogic` is `all`, `any`, or a formula over the numbers of the requirements with `AND`, `OR`, `NOT` and parentheses, at most 1,000 characters long. The message says at which position it goes wrong.',
    file: 'STG-006-number-not-in-use.bpmn', select: 'review',
    incorrect: same, correct: swap(/(name="stage\.requirementLogic" value=)"[^"]*"/, '$1"1 AND (2 OR NOT 3)"')
  },
  {
    name: 'stg-007',
    title: 'No evaluation flow or decision',
    text: 'The exit conditions `evaluationFlow` and `evaluationDecision` need the key of what is to be asked, as it is and not as an expression.',
    file: 'STG-007-expression.bpmn', select: 'review',
    incorrect: same, correct: swap(/(name="stage\.evaluation(Flow|Decision)" value=)"[^"]*"/, '$1"review-done"')
  },
  {
    name: 'stg-008',
    title: 'An unknown property',
    text: 'Names that start with `stage.` belong to stages. The message names the nearest one that exists.',
    file: 'STG-008-misspelled.bpmn', select: 'review',
    incorrect: same,
    correct: xml => xml.replace(/name="stage\.(?!exitCondition"|requirement\.|requirementLogic")[^"]*"/, 'name="stage.dueIn"').replace(/(name="stage\.dueIn" value=)"[^"]*"/, '$1"P2D"')
  },
  {
    name: 'stg-009',
    title: 'A property that does not belong here',
    text: 'Each exit condition has properties of its own, and each property may be given once. Choosing another exit condition in the group *Stage* takes away what belonged to the former; *Remove* takes away what is left over otherwise.',
    file: 'STG-009-requirement.bpmn', select: 'review',
    incorrect: same, correct: swap(/<camunda:property name="stage\.requirement\.\d+"[^>]*>/, '')
  },
  {
    name: 'stg-010',
    title: 'A requirement that is no expression',
    text: 'A requirement is one expression `${…}` that yields true or false, as the engine parses it. Text around it would make a text of it, and functions have to exist: name those of your own engine in the configuration of the rule, `{ "functions": [ "mine" ] }`.',
    file: 'STG-010-syntax.bpmn', select: 'review',
    incorrect: same, correct: swap('${approved and}', '${approved and paid}')
  },
  {
    name: 'stg-011',
    title: 'Two stages at once',
    text: 'Only one stage may be in progress. Branches of a parallel or inclusive gateway, of several flows out of one element, and of events that do not interrupt may each do anything, but not reach a stage before they have joined.',
    file: 'STG-011-parallel-gateway.bpmn', select: 'fork',
    incorrect: same, correct: xml => xml.replaceAll('bpmn:parallelGateway', 'bpmn:exclusiveGateway')
  },
  {
    name: 'stg-012',
    title: 'A stage without a step',
    text: 'A step is any task or call activity in the stage, at any depth, that is not for compensation.',
    file: 'STG-012-empty.bpmn', select: 'review',
    incorrect: same,
    correct: (xml, read) => swap(/(name="stage\.dueIn" value=)"[^"]*"/, '$1"P2D"')(read('STG-014-word.bpmn'))
  },
  {
    name: 'stg-013',
    title: 'A requirement about what there is not',
    text: '`stages.x` and `steps.x` in a requirement have to be stages and steps of this process. The message names those that it has.',
    file: 'STG-013-stage.bpmn', select: 'payment',
    incorrect: same,
    correct: swap('stages.revew', 'stages.review')
  },
  {
    name: 'stg-014',
    title: 'A due date that is no duration',
    text: '`stage.dueIn` is a duration as the engine takes it for timers, without repetition, such as `P2D` or `PT4H`, or an expression that yields one.',
    file: 'STG-014-word.bpmn', select: 'review',
    incorrect: same, correct: swap(/(name="stage\.dueIn" value=)"[^"]*"/, '$1"P2D"')
  },
  {
    name: 'fault-path',
    title: 'A stage without a fault path',
    text: 'When a step of such a stage fails for good, the run waits for an operator. That may be what you want; if not, draw an error boundary event on the stage.',
    file: 'STG-014-word.bpmn', select: 'review',
    incorrect: swap(/(name="stage\.dueIn" value=)"[^"]*"/, '$1"P2D"'), correct: toEnd
  },
  {
    name: 'fault-path-content',
    title: 'A fault path that contains work',
    text: 'A task in a fault path, outside of any stage, is no step, and nothing is recorded of it. Gateways, stages and end events make a fault path that is easy to follow: put the work into a stage.',
    file: 'STG-014-word.bpmn', select: 'apologise',
    incorrect: then(swap(/(name="stage\.dueIn" value=)"[^"]*"/, '$1"P2D"'), throughTask),
    correct: xml => {
      const { x, y } = boundsOf('apologise', xml);

      return xml
        .replace('<bpmn:userTask id="apologise" name="Apologise" />',
          '<bpmn:subProcess id="apologise" name="Apologise"><bpmn:extensionElements><camunda:properties>'
            + property('stage.exitCondition', 'allStepsCompleted')
            + '</camunda:properties></bpmn:extensionElements><bpmn:userTask id="write" name="Write letter" />'
            + '</bpmn:subProcess>')
        .replace(/<bpmndi:BPMNShape id="apologise_di"[\s\S]*?<\/bpmndi:BPMNShape>/,
          `<bpmndi:BPMNShape id="apologise_di" bpmnElement="apologise" isExpanded="true"><dc:Bounds x="${x - 60}" y="${y}" width="220" height="150" /></bpmndi:BPMNShape>`
            + shape('write', x, y + 45, 100, 80))
        .replace(/(id="given_up_di"[\s\S]*?<dc:Bounds x=)"[\d.]+"( y=)"[\d.]+"/, `$1"${x + 220}"$2"${y + 60}"`)
        .replace(/<bpmndi:BPMNEdge id="apologised_di"[\s\S]*?<\/bpmndi:BPMNEdge>/,
          edge('apologised', [ x + 160, y + 78 ], [ x + 220, y + 78 ]));
    }
  },
  {
    name: 'fault-path-backwards',
    title: 'A fault path that jumps backwards',
    text: 'A way back is allowed, but when the same thing fails again the run goes in circles. Count the rounds in a variable and leave after the last one, or go on forwards.',
    file: 'STG-014-word.bpmn', select: 'failed',
    incorrect: then(swap(/(name="stage\.dueIn" value=)"[^"]*"/, '$1"P2D"'), toItself),
    correct: xml => add(
      '<bpmn:endEvent id="given_up" />' + flow('failed_flow', 'failed', 'given_up'),
      (() => {
        const { right, bottom } = boundsOf('review', xml);

        return shape('given_up', right - 78, bottom + 70, 36, 36)
          + edge('failed_flow', [ right - 60, bottom + 18 ], [ right - 60, bottom + 70 ]);
      })())(xml
        .replace(flow('failed_flow', 'failed', 'review'), '')
        .replace(/<bpmndi:BPMNEdge id="failed_flow_di"[\s\S]*?<\/bpmndi:BPMNEdge>/, ''))
  },
  {
    name: 'work-outside-stages',
    title: 'Work outside the stages',
    text: 'A task of an orchestration that lies in no stage is no step, and nothing is recorded of it. Put it into a stage if it is worth a record.',
    file: 'STG-014-word.bpmn', select: 'note',
    incorrect: xml => {
      const { right, y } = boundsOf('review', xml);

      return add('<bpmn:userTask id="note" name="Take a note" />', shape('note', right + 140, y + 10, 100, 80))(
        swap(/(name="stage\.dueIn" value=)"[^"]*"/, '$1"P2D"')(xml));
    },
    correct: xml => xml
      .replace('<bpmn:userTask id="note" name="Take a note" />',
        '<bpmn:subProcess id="notes" name="Notes"><bpmn:extensionElements><camunda:properties>'
          + property('stage.exitCondition', 'allStepsCompleted')
          + '</camunda:properties></bpmn:extensionElements><bpmn:userTask id="note" name="Take a note" />'
          + '</bpmn:subProcess>')
      .replace(/<bpmndi:BPMNShape id="note_di"[^>]*>\s*<dc:Bounds x="([\d.]+)" y="([\d.]+)"/,
        (found, x, y) => `<bpmndi:BPMNShape id="notes_di" bpmnElement="notes" isExpanded="true"><dc:Bounds x="${x - 30}" y="${y - 40}" width="170" height="150" /></bpmndi:BPMNShape>${found}`)
  },
  {
    name: 'known-references',
    title: 'An expression about what there is not',
    text: '`stages.x` and `steps.x` in any expression have to be stages and steps of this process: reading an unknown one is an error when the run gets there. Requirements are looked at by [stg-013](stg-013.md).',
    file: 'STG-014-word.bpmn', select: 'review_work',
    incorrect: then(
      swap(/(name="stage\.dueIn" value=)"[^"]*"/, '$1"P2D"'),
      swap('<bpmn:userTask id="review_work"', '<bpmn:userTask id="review_work" camunda:dueDate="${stages.reveiw.startTime}"')),
    correct: swap('stages.reveiw', 'stages.review')
  }
];
