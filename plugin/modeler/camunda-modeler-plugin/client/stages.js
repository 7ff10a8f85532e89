import canvasModule from './canvas';
import commandsModule from './commands';
import menusModule from './menus';
import propertiesPanelModule from './properties-panel';

export default {
  __depends__: [ canvasModule, commandsModule, menusModule, propertiesPanelModule ]
};
