import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const IMAGES = fileURLToPath(new URL('../../../docs/images/', import.meta.url));

/**
 * Takes pictures in every run, and writes them into the documentation when asked to with UPDATE=1.
 *
 * @param { { target: string, documentation?: string } } folders where to, and below docs/images, if
 *   that is where they belong
 * @return a function of what to take a picture of (page or locator), its name, and options
 */
export function pictures({ documentation, target }) {
  const folder = process.env.UPDATE && documentation ? path.join(IMAGES, documentation) : target;

  return async (subject, name, options = {}) => {
    mkdirSync(folder, { recursive: true });

    await subject.screenshot({ path: path.join(folder, `${name}.png`), ...options });
  };
}
