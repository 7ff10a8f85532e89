/**
 * A real Chromium with the modeler in it. Debian's is installed where there is none; where that
 * fails, so do the tests.
 */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

import { chromium } from 'playwright-core';

const FOLDERS = {
  '/': new URL('../dist/', import.meta.url),
  '/plugins/': new URL('../../camunda-modeler-plugin/dist/', import.meta.url)
};

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

const NAMES = [ 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome' ];

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--force-color-profile=srgb', '--font-render-hinting=none'
];

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

function serve() {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const [ prefix, folder ] = Object.entries(FOLDERS).reverse()
      .find(([ candidate ]) => pathname.startsWith(candidate));
    const name = pathname.slice(prefix.length) || 'index.html';

    try {
      const body = readFileSync(new URL(name, folder));

      response.writeHead(200, { 'content-type': TYPES[path.extname(name)] || 'text/plain' });
      response.end(body);
    } catch (error) {
      response.writeHead(404).end();
    }
  });

  return new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** Starts everything; the answer opens diagrams and stops it again. */
export async function startBrowser() {
  const server = await serve();
  const browser = await chromium.launch({
    executablePath: findChromium() || installChromium(), args: FLAGS
  });

  return {
    open: options => openModeler(browser, server.address().port, options),
    stop: async () => {
      await browser.close();
      server.close();
    }
  };
}

/**
 * Opens a diagram.
 *
 * @param { { xml: string, plugin?: boolean, templates?: boolean } } options whether the plugin and
 *   the element templates are installed
 */
async function openModeler(browser, port, { xml, plugin = true, templates = false }) {
  const page = await browser.newPage({ viewport: { width: 1700, height: 840 } });
  const failures = [];

  page.setDefaultTimeout(10000);
  page.on('pageerror', error => failures.push(error.message));
  page.on('request', request => {
    if (!/^(http:\/\/127\.0\.0\.1|data:|blob:)/.test(request.url())) {
      failures.push(`the modeler asked the network for ${request.url()}`);
    }
  });

  await page.goto(`http://127.0.0.1:${port}/`);

  if (plugin) {
    await page.addScriptTag({ url: '/plugins/bpmn-stages/client.js' });
  }

  await page.evaluate(
    ([ diagram, options ]) => window.openDiagram(diagram, options),
    [ xml, { templates: templates ? readTemplates() : [] } ]);

  return { page, failures };
}

function readTemplates() {
  return JSON.parse(readFileSync(
    new URL('element-templates/bpmn-stages.json', FOLDERS['/plugins/']), 'utf8'));
}

export const repository = new URL('../../../../', import.meta.url);

/** What the modeler starts with: its client/src/app/tabs/bpmn/diagram.bpmn. */
export const EMPTY = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="Definitions_1" targetNamespace="http://bpmn.io/schema/bpmn" exporter="Camunda Modeler" exporterVersion="5.50.1" modeler:executionPlatform="Camunda Platform" modeler:executionPlatformVersion="7.24.0">
  <bpmn:process id="Process_1" isExecutable="true" camunda:historyTimeToLive="180">
    <bpmn:startEvent id="StartEvent_1" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="BPMNDiagram_1">
    <bpmndi:BPMNPlane id="BPMNPlane_1" bpmnElement="Process_1">
      <bpmndi:BPMNShape id="StartEvent_1_di" bpmnElement="StartEvent_1">
        <dc:Bounds x="182" y="162" width="36" height="36" />
      </bpmndi:BPMNShape>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`;

export const pathOf = url => fileURLToPath(url);
