import StageNumbers from './StageNumbers';
import StageRenderer from './StageRenderer';

export default {
  __init__: [ 'stageNumbers', 'stageRenderer' ],
  stageNumbers: [ 'type', StageNumbers ],
  stageRenderer: [ 'type', StageRenderer ]
};
