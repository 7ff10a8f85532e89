/**
 * Somebody who models with mouse and keyboard only, and sees nothing but the screen.
 */
import assert from 'node:assert/strict';

export class Author {

  constructor(page) {
    this.page = page;
  }

  /** Clicks an element of the diagram: a big one near its corner, where nothing lies in it. */
  async select(id) {
    await this.clickShape(this.page.locator(`.djs-shape[data-element-id="${id}"]`));
  }

  /** Clicks what lies in a stage, by its place in the file. */
  async selectIn(stage, index) {
    await this.clickShape(this.page
      .locator(`.djs-group:has(> .djs-shape[data-element-id="${stage}"]) > .djs-children .djs-shape`)
      .nth(index));
  }

  async clickShape(locator) {
    if (/\bselected\b/.test(await locator.getAttribute('class'))) {
      return;
    }

    const { x, y, width, height } = await locator.locator('> .djs-visual').boundingBox();
    const big = width > 150;

    await this.page.mouse.click(big ? x + 60 : x + width / 2, big ? y + height - 12 : y + height / 2);
  }

  /** Moves the diagram to the left. */
  async scroll(pixels) {
    await this.page.locator('#canvas').hover();
    await this.page.mouse.wheel(pixels, 0);
    await this.settle();
  }

  boundsOf(id) {
    return this.page.locator(`.djs-shape[data-element-id="${id}"] > .djs-visual`).boundingBox();
  }

  async connect(source, target) {
    await this.select(source);
    await this.pad('connect');

    const { x, y, height } = await this.boundsOf(target);

    await this.page.mouse.move(x + 20, y + height - 30, { steps: 4 });
    await this.page.mouse.click(x + 20, y + height - 30);
    await this.settle();
    await this.clickCanvas();
    await this.settle();
  }

  async pad(action) {
    await this.page.locator(`.djs-context-pad .entry[data-action="${action}"]`).click();
  }

  /** Appends to what is selected, and names it if it has a name. */
  async append(action, name) {
    await this.pad(`append.${action}`);

    if (name) {
      await this.page.locator('.djs-direct-editing-content').waitFor();
      await this.page.keyboard.type(name);
      await this.page.keyboard.press('Enter');
    }
  }

  async replaceWith(entry) {
    await this.pad('replace');
    await this.page.locator(`.djs-popup .entry[data-id="${entry}"]`).click();
  }

  /** Opens a group of the properties panel, if it is not open yet. */
  async openGroup(id) {
    const group = this.page.locator(`[data-group-id="group-${id}"]`);
    const header = group.locator('.bio-properties-panel-group-header').first();

    if (!/\bopen\b/.test(await header.getAttribute('class'))) {
      await header.locator('.bio-properties-panel-group-header-title').click();
    }
  }

  field(id) {
    return this.page.locator(`[id="bio-properties-panel-${id}"]`);
  }

  async type(id, text) {
    await this.field(id).click();
    await this.field(id).press('Control+A');
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Tab');
    await this.settle();
  }

  async choose(id, value) {
    await this.field(id).selectOption(value);
    await this.settle();
  }

  async setId(id) {
    await this.openGroup('general');
    await this.type('id', id);
  }

  /** Fields write a moment after the last key. */
  async settle() {
    await this.page.waitForTimeout(450);
  }

  /** Codes and messages in the list of problems. */
  async problems() {
    await this.settle();

    return this.page.locator('#problems li').allTextContents();
  }

  async errorAt(entry) {
    const error = this.page.locator(`[data-entry-id="${entry}"] .bio-properties-panel-error`).first();

    await error.waitFor();

    return error.textContent();
  }

  async key(key) {
    await this.page.keyboard.press(key);
  }

  async clickCanvas() {
    const { x, y, width, height } = await this.page.locator('#canvas').boundingBox();

    await this.page.mouse.click(x + width / 2, y + height - 20);
  }

  save() {
    return this.page.evaluate(() => window.saveDiagram());
  }

  async assertNoProblem(code) {
    const problems = await this.problems();

    assert.deepEqual(problems.filter(problem => problem.includes(code)), []);
  }

  async assertProblem(code) {
    const problems = await this.problems();

    assert.ok(problems.some(problem => problem.includes(code)), `${code} in ${problems.join('\n')}`);
  }
}
