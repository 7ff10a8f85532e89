/** A page with a strip in it, under the strictest content security policy that lets it load at all. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { pictures, startChromium } from 'bpmn-stages-cockpit-testing';

const POLICY = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const FOLDERS = {
  '/stage-strip/': new URL('../src/', import.meta.url),
  '/': new URL('../pages/', import.meta.url)
};

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

export const NOW = '2026-03-10T03:12:00.000+0000';

const target = fileURLToPath(new URL('../target/pictures/', import.meta.url));

/** To be looked at. */
export const picture = pictures({ target });

/** For the guide. */
export const guidePicture = pictures({ target, documentation: 'stage-strip' });

/** Starts everything; the answer opens pages and stops it again. */
export async function startBrowser() {
  const answers = new Map();
  const server = await serve(answers);
  const chromium = await startChromium();
  const origin = `http://127.0.0.1:${server.address().port}`;

  return {
    answers,
    open: options => openPage(chromium, origin, options),
    stop: async () => {
      await chromium.close();
      server.closeAllConnections();
      server.close();
    }
  };
}

/**
 * @param { Object } [options] `overview` to show, `attributes` of the strip, size and colour scheme of
 *   the window
 */
async function openPage(chromium, origin, options = {}) {
  const {
    overview, attributes = { now: NOW }, width = 1000, height = 500, colorScheme = 'light', clock,
    file = 'strip.html', ...rest
  } = options;
  const page = await chromium.newPage({ viewport: { width, height }, colorScheme, ...rest });
  const failures = [];

  page.setDefaultTimeout(10000);
  page.on('pageerror', error => failures.push(error.message));
  page.on('console', message => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) {
      failures.push(message.text());
    }
  });

  if (clock) {
    await page.clock.install({ time: clock });
  }

  await page.goto(`${origin}/${file}`);
  await page.evaluate(async ([ shown, given ]) => {
    await customElements.whenDefined('stage-strip');

    const strip = document.querySelector('stage-strip');

    Object.entries(given).forEach(([ name, value ]) => strip.setAttribute(name, value));

    if (shown) {
      strip.overview = shown;
    }
  }, [ overview, attributes ]);

  return { page, failures, strip: page.locator('stage-strip'), stages: page.getByRole('option') };
}

/** @param { Map } answers by path, as `{ status, body }`, or a function of the request */
function serve(answers) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const answer = answers.get(pathname);

    if (answer) {
      send(response, typeof answer === 'function' ? answer(request) : answer);
    } else {
      sendFile(response, pathname);
    }
  });

  return new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function send(response, { status = 200, body }) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

function sendFile(response, pathname) {
  const [ prefix, folder ] = Object.entries(FOLDERS).find(([ prefix ]) => pathname.startsWith(prefix));

  try {
    const body = readFileSync(new URL(pathname.slice(prefix.length), folder));

    response.writeHead(200, {
      'content-type': `${TYPES[path.extname(pathname)] ?? 'text/plain'}; charset=utf-8`,
      'content-security-policy': POLICY
    });
    response.end(body);
  } catch (error) {
    response.writeHead(404).end();
  }
}
