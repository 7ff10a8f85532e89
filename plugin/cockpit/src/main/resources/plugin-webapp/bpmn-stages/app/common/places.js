/** Where the links of the views lead. */
import { path, queryOf } from './api.js';

export const dashboardPlace = query => `#/stages${queryOf(query)}`;

export const runsPlace = query => `#/stages/runs${queryOf(query)}`;

/** Cockpit has a page for runs that live, and (in its community edition) none for those that have ended. */
export const runPlace = ({ processInstanceId, endTime }) => endTime
  ? endedRunPlace(processInstanceId)
  : path`#/process-instance/${processInstanceId}/runtime?tab=bpmn-stages-run`;

export const endedRunPlace = processInstanceId => path`#/stages/run/${processInstanceId}`;

export const definitionPlace = processDefinitionId =>
  path`#/process-definition/${processDefinitionId}/runtime?detailsTab=bpmn-stages-definition`;

/** What stands behind the question mark in Cockpit's kind of address. */
export const queryHere = () => Object.fromEntries(new URLSearchParams(window.location.hash.split('?')[1]));

export const lastPartHere = () => decodeURIComponent(window.location.hash.split('?')[0].split('/').pop());
