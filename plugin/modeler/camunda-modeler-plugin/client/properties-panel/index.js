import StagePropertiesProvider from './StagePropertiesProvider';

export default {
  __init__: [ 'stagePropertiesProvider' ],
  stagePropertiesProvider: [ 'type', StagePropertiesProvider ]
};
