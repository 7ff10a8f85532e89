/**
 * Starts the sample application with users and permissions, runs the tests against it, and stops it.
 * COCKPIT_TESTS_AT=http://localhost:8080 takes one that is up already.
 */
import { spawn } from 'node:child_process';

import { startApplication } from './test/support/application.mjs';

const application = process.env.COCKPIT_TESTS_AT
  ? { address: process.env.COCKPIT_TESTS_AT, stop: () => {} }
  : await startApplication();

const tests = spawn(process.execPath, [ '--test', '--test-concurrency=1', ...process.argv.slice(2) ], {
  stdio: 'inherit', cwd: import.meta.dirname, env: { ...process.env, COCKPIT_TESTS_AT: application.address }
});

tests.on('exit', async code => {
  await application.stop();
  process.exitCode = code ?? 1;
});
