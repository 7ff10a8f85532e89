/**
 * Makes what goes into the modeler: dist/bpmn-stages for resources/plugins, dist/element-templates
 * for resources/element-templates, and a zip of each.
 */
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

import { build } from 'esbuild';
import { zipSync } from 'fflate';

const here = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(here, 'dist');
const plugin = path.join(dist, 'bpmn-stages');
const rules = path.join(here, '../bpmnlint-plugin-bpmn-stages/rules');
const templates = path.join(here, '../element-templates/bpmn-stages.json');

// the same bytes from the same sources
const STAMP = new Date('2025-01-01T00:00:00Z');

/** All rules as one module, because nothing can be looked up by name at run time. */
const rulesModule = {
  name: 'rules',
  setup(esbuild) {
    esbuild.onResolve({ filter: /^stages:rules$/ }, args => ({ path: args.path, namespace: 'rules' }));
    esbuild.onLoad({ filter: /.*/, namespace: 'rules' }, () => ({
      resolveDir: rules,
      contents: `export default { ${readdirSync(rules)
        .map(file => `'${path.basename(file, '.js')}': require('./${file}')`)
        .join(', ')} };`
    }));
  }
};

rmSync(dist, { recursive: true, force: true });
mkdirSync(plugin, { recursive: true });

await build({
  entryPoints: [ path.join(here, 'client/index.js') ],
  outfile: path.join(plugin, 'client.js'),
  bundle: true,
  format: 'iife',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: '@bpmn-io/properties-panel/preact',
  loader: { '.js': 'jsx', '.svg': 'dataurl' },
  plugins: [ rulesModule ],

  // the modeler's own, of which there must be one only
  alias: {
    '@bpmn-io/properties-panel': 'camunda-modeler-plugin-helpers/vendor/@bpmn-io/properties-panel',
    'bpmn-js-properties-panel': 'camunda-modeler-plugin-helpers/vendor/bpmn-js-properties-panel'
  },
  legalComments: 'inline',
  logLevel: 'warning'
});

cpSync(path.join(here, 'index.cjs'), path.join(plugin, 'index.js'));
mkdirSync(path.join(dist, 'element-templates'));
cpSync(templates, path.join(dist, 'element-templates/bpmn-stages.json'));

writeZip('bpmn-stages-modeler-plugin.zip', {
  'bpmn-stages/index.js': path.join(plugin, 'index.js'),
  'bpmn-stages/client.js': path.join(plugin, 'client.js')
});

writeZip('bpmn-stages-element-templates.zip', { 'bpmn-stages.json': templates });

function writeZip(name, files) {
  const entries = Object.entries(files).map(([ entry, file ]) =>
    [ entry, [ readFileSync(file), { mtime: STAMP } ] ]);

  writeFileSync(path.join(dist, name), zipSync(Object.fromEntries(entries)));
}
