import StageModeling from './StageModeling';

export default {
  __init__: [ 'stageModeling' ],
  stageModeling: [ 'type', StageModeling ]
};
