import StageContextPad from './StageContextPad';
import StageReplaceMenu from './StageReplaceMenu';

export default {
  __init__: [ 'stageContextPad', 'stageReplaceMenu' ],
  stageContextPad: [ 'type', StageContextPad ],
  stageReplaceMenu: [ 'type', StageReplaceMenu ]
};
