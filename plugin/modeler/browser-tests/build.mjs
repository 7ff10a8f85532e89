/** Bundles the modeler that the tests click in. */
import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

import { build } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(here, 'dist');

await build({
  entryPoints: [ path.join(here, 'app/modeler.js'), path.join(here, 'app/modeler.css') ],
  outdir: dist,
  bundle: true,
  format: 'iife',
  define: { 'process.env.NODE_ENV': '"production"', global: 'window' },
  loader: { '.svg': 'dataurl', '.woff': 'dataurl', '.woff2': 'dataurl', '.ttf': 'dataurl', '.eot': 'dataurl', '.otf': 'dataurl' },
  logLevel: 'warning'
});

cpSync(path.join(here, 'app/index.html'), path.join(dist, 'index.html'));
