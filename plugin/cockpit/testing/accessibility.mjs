import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds wrong, one line for each element.
 *
 * @param page Playwright's page
 * @param { string } [selector] the part of the page to look at
 */
export async function violationsOn(page, selector) {
  // As a page's policy may forbid scripts from elsewhere: evaluated, not added to the page.
  await page.evaluate(AXE);

  return page.evaluate(async part => {
    const { violations } = await window.axe.run(part ?? document);

    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(node => `${id}: ${help}: ${node.html}: ${node.failureSummary}`));
  }, selector);
}
