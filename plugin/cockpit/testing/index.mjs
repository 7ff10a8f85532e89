export { startChromium } from './chromium.mjs';
export { violationsOn } from './accessibility.mjs';
export { pictures } from './pictures.mjs';
