import { element } from './dom.js';

/**
 * @param { { caption: string, columns: { label, cell, header?, number? }[], rows: Object[] } } table
 *   `cell` makes what is shown of a row; the column with `header` names the row
 */
export function table({ caption, columns, rows }) {
  return element('div', { class: 'bpmn-stages-scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    element('table', { class: 'cam-table bpmn-stages-table' },
      element('caption', { class: 'bpmn-stages-unseen' }, caption),
      element('thead', {}, element('tr', {}, columns.map(head))),
      element('tbody', {}, rows.map(row => bodyRow(columns, row)))));
}

const head = ({ label, number }) =>
  element('th', { scope: 'col', class: number && 'bpmn-stages-number' }, label);

export const bodyRow = (columns, row) => element('tr', { 'data-id': row.id }, columns.map(column => cell(column, row)));

const cell = ({ header, number, cell: content }, row) => header
  ? element('th', { scope: 'row' }, content(row))
  : element('td', { class: number && 'bpmn-stages-number' }, content(row));
