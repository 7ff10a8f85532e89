/** A real Chromium. Debian's is installed where there is none; where that fails, so do the tests. */
import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

import { chromium } from 'playwright-core';

const NAMES = [ 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome' ];

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--force-color-profile=srgb', '--font-render-hinting=none'
];

/** The answer is Playwright's browser: close it. */
export function startChromium() {
  return chromium.launch({ executablePath: findChromium() || installChromium(), args: FLAGS });
}

function findChromium() {
  if (process.env.CHROMIUM) {
    return process.env.CHROMIUM;
  }

  return (process.env.PATH || '').split(path.delimiter)
    .flatMap(folder => NAMES.map(name => path.join(folder, name)))
    .find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);

    return true;
  } catch (error) {
    return false;
  }
}

function installChromium() {
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };

  try {
    execFileSync('apt-get', [ 'update', '-qq' ], options);
    execFileSync('apt-get', [ 'install', '-y', '-qq', '--no-install-recommends', 'chromium' ], options);
  } catch (error) {
    throw new Error(
      'The tests need Chromium, found none on the PATH and could not install the package chromium'
        + ` with apt-get: ${error.message}. Install Chromium or Chrome, or set CHROMIUM to its path.`);
  }

  return findChromium();
}
