import { link } from '../common/dom.js';
import { dashboardPlace } from '../common/places.js';

/** The entry in Cockpit's navigation. */
export function show(target, { texts }) {
  target.replaceChildren(link(dashboardPlace(), texts.say('stages')));
}
