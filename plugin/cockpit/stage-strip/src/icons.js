/** One shape for each state, so that no state is told by its colour alone. 16 by 16. */

const PATHS = {
  done: 'M3 8.5l3.5 3.5L13 4.5',
  current: 'M5 3l8 5-8 5z',
  waiting: 'M4 2h8M4 14h8M5 2c0 4 6 8 6 12M11 2c0 4-6 8-6 12',
  suspended: 'M5.5 3v10M10.5 3v10',
  failed: 'M8 1.5L15 14H1zM8 6v4M8 11.6v.9',
  handled: 'M8 1.5L15 14H1zM8 6v4M8 11.6v.9',
  canceled: 'M4 4l8 8M12 4l-8 8',
  discontinued: 'M8 1.8a6.2 6.2 0 1 0 .01 0zM4 8h8',
  skipped: 'M3 4l4 4-4 4M9 4l4 4-4 4',
  coming: 'M8 3a5 5 0 1 0 .01 0z',
  unknown: 'M5.5 6a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M8 12.4v.6',
  late: 'M8 2a6 6 0 1 0 .01 0zM8 4.5V8l2.5 2',
  fault: 'M3 2v7h9M9 6l3 3-3 3',
  earlier: 'M10 3L5 8l5 5',
  later: 'M6 3l5 5-5 5',
  on: 'M3 14V7h9M9 4l3 3-3 3',
  back: 'M13 14V7H4M7 4L4 7l3 3'
};

const SVG = 'http://www.w3.org/2000/svg';

export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');

  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(path(PATHS[name] ?? PATHS.unknown));

  return svg;
}

function path(d) {
  const element = document.createElementNS(SVG, 'path');

  element.setAttribute('d', d);

  return element;
}
