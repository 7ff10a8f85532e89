/** What others get. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const sources = readdirSync(new URL('src/', root), { recursive: true }).filter(name => name.endsWith('.js')).sort();
const textOf = name => readFileSync(new URL(`src/${name}`, root), 'utf8');

test('should pack the sources as they are, and nothing else', () => {
  const [ { files } ] = JSON.parse(execFileSync(
    'npm', [ 'pack', '--dry-run', '--json', '--silent' ], { cwd: fileURLToPath(root), encoding: 'utf8', shell: process.platform === 'win32' }));

  assert.deepEqual(files.map(({ path }) => path).sort(),
    [ 'LICENSE', 'README.md', 'package.json', ...sources.map(name => `src/${name}`) ].sort());
});

for (const name of sources) {
  test(`should need nothing but itself: ${name}`, () => {
    const imported = [ ...textOf(name).matchAll(/\bfrom '([^']+)'|\bimport '([^']+)'|\bimport\(/g) ];

    assert.deepEqual(imported.map(([ , from, bare ]) => from ?? bare).filter(from => !/^\.\.?\/.*\.js$/.test(from)), []);
  });

  test(`should make no markup of texts: ${name}`, () => {
    assert.doesNotMatch(textOf(name),
      /innerHTML|outerHTML|insertAdjacentHTML|setHTML|document\.write|DOMParser|createContextualFragment|\beval\b|new Function/);
  });
}
