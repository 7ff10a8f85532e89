/**
 * The pictures of the guide. They are taken in every run, and written into the documentation when
 * asked to with UPDATE=1.
 */
import { mkdirSync } from 'node:fs';

import { pathOf, repository } from './browser.mjs';

const FOLDER = process.env.UPDATE
  ? new URL('docs/images/modeling/', repository)
  : new URL('../target/pictures/', import.meta.url);

/** @param { { clip?: Object } } [options] */
export async function picture(page, name, options = {}) {
  mkdirSync(FOLDER, { recursive: true });

  await page.screenshot({ path: pathOf(new URL(`${name}.png`, FOLDER)), ...options });
}
