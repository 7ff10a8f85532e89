const LIGHT = `
  --_text: var(--stage-strip-text, #1d2733);
  --_muted: var(--stage-strip-muted, #4d5966);
  --_line: var(--stage-strip-line, #75818e);
  --_focus: var(--stage-strip-focus, #0b57d0);
  --_done: var(--stage-strip-done, #d9f0e1);
  --_done-text: var(--stage-strip-done-text, #0d4526);
  --_done-edge: var(--stage-strip-done-edge, #2f7d4f);
  --_current: var(--stage-strip-current, #1f5fa8);
  --_current-text: var(--stage-strip-current-text, #ffffff);
  --_current-edge: var(--stage-strip-current-edge, #123f73);
  --_failed: var(--stage-strip-failed, #b3261e);
  --_failed-text: var(--stage-strip-failed-text, #ffffff);
  --_failed-edge: var(--stage-strip-failed-edge, #7a1712);
  --_handled: var(--stage-strip-handled, #fdeae7);
  --_handled-text: var(--stage-strip-handled-text, #7a1712);
  --_handled-edge: var(--stage-strip-handled-edge, #b3261e);
  --_suspended: var(--stage-strip-suspended, #fbe9bd);
  --_suspended-text: var(--stage-strip-suspended-text, #4a3600);
  --_suspended-edge: var(--stage-strip-suspended-edge, #946a00);
  --_stopped: var(--stage-strip-stopped, #e4e7eb);
  --_stopped-text: var(--stage-strip-stopped-text, #36404a);
  --_stopped-edge: var(--stage-strip-stopped-edge, #66717d);
  --_coming: var(--stage-strip-coming, #ffffff);
  --_coming-text: var(--stage-strip-coming-text, #4d5966);
  --_coming-edge: var(--stage-strip-coming-edge, #8b96a2);
  --_hatch: rgba(77, 89, 102, .16);
  --_late: var(--stage-strip-late, #7a1712);
  --_late-text: var(--stage-strip-late-text, #ffffff);
  --_wrong: var(--stage-strip-failed, #b3261e);
  color-scheme: light;
`;

const DARK = `
  --_text: var(--stage-strip-text, #e6eaee);
  --_muted: var(--stage-strip-muted, #aab4bf);
  --_line: var(--stage-strip-line, #8994a0);
  --_focus: var(--stage-strip-focus, #a8c7fa);
  --_done: var(--stage-strip-done, #173a27);
  --_done-text: var(--stage-strip-done-text, #c4ecd3);
  --_done-edge: var(--stage-strip-done-edge, #4fa372);
  --_current: var(--stage-strip-current, #2a6fc0);
  --_current-text: var(--stage-strip-current-text, #ffffff);
  --_current-edge: var(--stage-strip-current-edge, #9cc6f7);
  --_failed: var(--stage-strip-failed, #c0342b);
  --_failed-text: var(--stage-strip-failed-text, #ffffff);
  --_failed-edge: var(--stage-strip-failed-edge, #ffb4ab);
  --_handled: var(--stage-strip-handled, #3d1a17);
  --_handled-text: var(--stage-strip-handled-text, #ffd2cc);
  --_handled-edge: var(--stage-strip-handled-edge, #e5766c);
  --_suspended: var(--stage-strip-suspended, #40320b);
  --_suspended-text: var(--stage-strip-suspended-text, #fbe3a6);
  --_suspended-edge: var(--stage-strip-suspended-edge, #c99a2e);
  --_stopped: var(--stage-strip-stopped, #2f363e);
  --_stopped-text: var(--stage-strip-stopped-text, #d3d9df);
  --_stopped-edge: var(--stage-strip-stopped-edge, #8994a0);
  --_coming: var(--stage-strip-coming, #171c21);
  --_coming-text: var(--stage-strip-coming-text, #aab4bf);
  --_coming-edge: var(--stage-strip-coming-edge, #69747f);
  --_hatch: rgba(170, 180, 191, .14);
  --_late: var(--stage-strip-late, #ffd2cc);
  --_late-text: var(--stage-strip-late-text, #5c100c);
  --_wrong: var(--stage-strip-handled-text, #ffb4ab);
  color-scheme: dark;
`;

const CSS = `
:host {
  ${LIGHT}
  --_notch: var(--stage-strip-notch, 14px);
  --_width: var(--stage-strip-stage-width, 140px);

  display: block;
  min-width: 0;
  color: var(--_text);
  font-size: var(--stage-strip-font-size, 14px);
  line-height: 1.35;
}

@media (prefers-color-scheme: dark) {
  :host(:not([theme="light"])) { ${DARK} }
}

:host([theme="dark"]) { ${DARK} }

:host([hidden]) { display: none; }

* { box-sizing: border-box; }

[hidden] { display: none !important; }

.icon {
  flex: none;
  width: 1em;
  height: 1em;
  fill: none;
  stroke: currentColor;
  stroke-width: 2;
  stroke-linecap: round;
  stroke-linejoin: round;
}

/* what is said of the run, and what went wrong */

.summary {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  margin: 0 0 6px;
  color: var(--_muted);
  overflow-wrap: anywhere;
  column-gap: .5em;
}

.summary .line { font-size: 1em; }
.summary .late { align-self: center; }
.summary .fact:not(:last-child)::after { content: "·"; }
.summary .run { color: var(--_text); font-weight: 600; }
.summary .wrong { color: var(--_wrong); }

.problem {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 8px;
  margin: 0 0 8px;
  padding: 8px 10px;
  border: 1px solid var(--_handled-edge);
  border-inline-start-width: 5px;
  background: var(--_handled);
  color: var(--_handled-text);
}

button {
  padding: 4px 10px;
  border: 1px solid currentColor;
  border-radius: 4px;
  background: transparent;
  color: inherit;
  font: inherit;
  cursor: pointer;
}

button:focus-visible { outline: 3px solid var(--_focus); outline-offset: 2px; }

.quiet { margin: 0; color: var(--_muted); }

/* the strip */

.frame { display: flex; }
.frame > .strip { flex: 1 1 0; min-width: 0; }

.strip {
  display: grid;
  grid-template-columns: repeat(var(--_columns), minmax(var(--_width), 1fr));
  max-width: calc(var(--_columns) * var(--stage-strip-stage-max-width, 280px));
  align-items: stretch;
  row-gap: 4px;
  margin: 0;
  padding: 4px calc(var(--_notch) + 4px) 8px 4px;
  overflow-x: auto;
  overscroll-behavior-x: contain;
  scroll-padding-inline: 28px;
  scrollbar-width: thin;
}

.strip:dir(rtl) { padding: 4px 4px 8px calc(var(--_notch) + 4px); }

.group { display: contents; }

.stage {
  position: relative;
  isolation: isolate;
  grid-column: var(--_column);
  grid-row: var(--_row);
  display: flex;
  flex-direction: column;
  gap: 1px;
  min-width: 0;
  min-height: 72px;
  margin-inline-end: calc(4px - var(--_notch));
  padding-block: 8px;
  padding-inline: calc(var(--_notch) + 8px) calc(var(--_notch) + 2px);
  border-radius: 2px;
  outline: none;
  color: var(--_ink);
  cursor: pointer;
}

.stage::before,
.stage::after {
  content: "";
  position: absolute;
  z-index: -1;
  inset: 0;
  clip-path: polygon(
    0 0, calc(100% - var(--_notch)) 0, 100% 50%, calc(100% - var(--_notch)) 100%,
    0 100%, var(--_notch) 50%);
  background: var(--_edge);
}

.stage::after {
  inset: 1.5px 2.5px;
  background: var(--_hatching, none) var(--_fill);
}

.stage:dir(rtl)::before,
.stage:dir(rtl)::after { transform: scaleX(-1); }

.stage.first::before,
.stage.first::after {
  clip-path: polygon(
    0 0, calc(100% - var(--_notch)) 0, 100% 50%, calc(100% - var(--_notch)) 100%, 0 100%);
}

.stage.first { padding-inline-start: 12px; }

.stage:hover::before { background: var(--_focus); }
.stage[aria-selected="true"]::before { background: var(--_focus); }
.stage[aria-selected="true"]::after { inset: 4px 6px; }
.stage[aria-selected="true"] .name { text-decoration: underline; text-underline-offset: 3px; }
.stage:focus-visible { outline: 3px solid var(--_focus); outline-offset: 1px; z-index: 1; }

.done { --_fill: var(--_done); --_ink: var(--_done-text); --_edge: var(--_done-edge); }
.current, .waiting { --_fill: var(--_current); --_ink: var(--_current-text); --_edge: var(--_current-edge); }
.failed { --_fill: var(--_failed); --_ink: var(--_failed-text); --_edge: var(--_failed-edge); }
.handled { --_fill: var(--_handled); --_ink: var(--_handled-text); --_edge: var(--_handled-edge); }
.suspended { --_fill: var(--_suspended); --_ink: var(--_suspended-text); --_edge: var(--_suspended-edge); }
.canceled, .discontinued, .unknown { --_fill: var(--_stopped); --_ink: var(--_stopped-text); --_edge: var(--_stopped-edge); }
.coming, .skipped { --_fill: var(--_coming); --_ink: var(--_coming-text); --_edge: var(--_coming-edge); }
.skipped, .discontinued {
  --_hatching: repeating-linear-gradient(135deg, var(--_hatch) 0 4px, transparent 4px 9px);
}

/* whatever its length: all of it is in the hint; whatever its direction: beside what is around it */
.name,
.note,
.line > span,
.label > span,
.back > span {
  display: -webkit-box;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 3;
  min-width: 0;
  overflow: hidden;
  overflow-wrap: anywhere;
  text-align: -webkit-match-parent;
  text-align: match-parent;
}

.name { -webkit-line-clamp: 2; font-weight: 600; }
.line { display: flex; align-items: center; gap: .35em; }
.line, .note { font-size: .93em; }

.late {
  align-self: flex-start;
  padding: 0 6px;
  border-radius: 3px;
  background: var(--_late);
  color: var(--_late-text);
  font-weight: 600;
}

.unseen {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}

/* branches */

.label,
.back {
  display: flex;
  align-items: center;
  gap: .35em;
  min-width: 0;
  color: var(--_muted);
  font-size: .93em;
}

.label { grid-column: var(--_column) / -1; grid-row: var(--_row); margin-top: 4px; }
.label.hanging { padding-inline-start: 18px; }
.back { grid-column: var(--_column); grid-row: var(--_row); padding-inline-start: calc(var(--_notch) + 8px); }
.label .icon, .back .icon { width: 1.15em; height: 1.15em; }

.thread {
  grid-column: var(--_column);
  grid-row: 2 / var(--_row);
  justify-self: start;
  width: 0;
  margin: -4px 0;
  margin-inline-start: 8px;
  border-inline-start: 2px dashed var(--_line);
}

/* too narrow for a line */

.vertical .strip {
  display: flex;
  flex-direction: column;
  gap: 0;
  max-width: none;
  max-height: var(--stage-strip-max-height, none);
  padding: 4px 4px 14px;
  overflow: hidden auto;
}

.vertical .strip.many { max-height: var(--stage-strip-max-height, 75vh); }

.vertical .stage {
  flex: none;
  min-height: 0;
  margin: 0 0 -6px;
  padding: 18px 14px 14px;
}

.vertical .stage.first { padding-top: 10px; }

.vertical .stage::before,
.vertical .stage::after {
  clip-path: polygon(0 0, 50% 10px, 100% 0, 100% calc(100% - 10px), 50% 100%, 0 calc(100% - 10px));
}

.vertical .stage.first::before,
.vertical .stage.first::after {
  clip-path: polygon(0 0, 100% 0, 100% calc(100% - 10px), 50% 100%, 0 calc(100% - 10px));
}

.vertical .stage::after { inset: 2.5px 1.5px; }
.vertical .stage[aria-selected="true"]::after { inset: 6px 4px; }

.vertical .group {
  display: flex;
  flex: none;
  flex-direction: column;
  margin: 10px 0 10px 10px;
  padding-inline-start: 12px;
  border-inline-start: 2px dashed var(--_line);
}

.vertical .label { margin: 0 0 4px; padding: 0; }
.vertical .back { padding: 8px 0 0; }
.vertical .thread { display: none; }

/* what lies out of sight */

.more {
  display: none;
  flex: none;
  flex-direction: column;
  align-items: center;
  justify-content: center;
  gap: 2px;
  min-width: 2.6em;
  max-height: 120px;
  margin: 4px 0 8px;
  padding: 4px;
  border-color: var(--_line);
  background: var(--_coming);
  color: var(--_text);
  font-size: .86em;
}

.frame.long > .more { display: flex; }
.more.idle { visibility: hidden; }
.more:dir(rtl) .icon { transform: scaleX(-1); }

@media (forced-colors: active) {
  .stage { border: 2px solid CanvasText; }
  .stage::before, .stage::after { display: none; }
  .stage[aria-selected="true"] { border: 4px double Highlight; }
  .current, .waiting, .failed { border-width: 4px; }
  .late { border: 1px solid CanvasText; }
}
`;

let sheet;

/** One for all strips of a page; a strict content security policy lets it pass. */
export function styleSheet() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
  }

  return sheet;
}
