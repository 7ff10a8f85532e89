import { button, element } from './dom.js';
import { problem } from './problem.js';

/**
 * A list of which only one page is ever loaded.
 *
 * @param { { name: string, size: number, load: (page) => Promise<Object[]>, count: () => Promise<number>,
 *   draw: (rows) => Node[], empty: string } } list `load` gets `{ firstResult, maxResults }`
 */
export function paged(list, context) {
  const content = element('div', { class: 'bpmn-stages-page' });
  const pager = element('nav', { class: 'bpmn-stages-pager' });
  const pages = { first: 0, ...list, context, content, pager };

  return {
    node: element('div', { class: 'bpmn-stages-paged' }, content, pager),
    refresh: () => showPage(pages, pages.first),
    restart: () => showPage(pages, 0)
  };
}

async function showPage(pages, first) {
  const { load, count, size, draw, empty, context: { texts, signal }, content } = pages;

  try {
    const [ rows, total ] = await Promise.all([ load({ firstResult: first, maxResults: size }), count() ]);

    if (signal.aborted) {
      return;
    }

    if (!rows.length && first > 0) {
      await showPage(pages, Math.max(0, first - size));

      return;
    }

    pages.first = first;
    content.replaceChildren(...rows.length ? draw(rows) : [ element('p', { class: 'bpmn-stages-empty' }, empty) ]);
    drawPager(pages, rows.length, total);
  } catch (error) {
    if (!signal.aborted) {
      content.replaceChildren(problem(error, texts));
    }
  }
}

function drawPager(pages, shown, total) {
  const { first, size, name, pager, context: { texts } } = pages;
  const turn = (label, to, possible) =>
    button(label, () => showPage(pages, to), { disabled: !possible });

  pager.hidden = total <= size;
  pager.setAttribute('aria-label', texts.say('paging.name', { list: name }));
  pager.replaceChildren(
    turn(texts.say('paging.back'), Math.max(0, first - size), first > 0),
    element('span', { role: 'status' }, texts.say('paging.range', {
      from: texts.number(first + 1), to: texts.number(first + shown), total: texts.number(total)
    })),
    turn(texts.say('paging.on'), first + size, first + shown < total));
}
