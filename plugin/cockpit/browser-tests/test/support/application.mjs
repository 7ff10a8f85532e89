import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const JAR = fileURLToPath(new URL('../../../../../bpmn-samples/target/bpmn-samples.jar', import.meta.url));

const START = 240_000;

/** The sample application as README starts it, with users and permissions, on a port that is free. */
export async function startApplication() {
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const log = [];
  const java = spawn('java', [ '-Xmx512m', '-jar', JAR, `--server.port=${port}`, '--spring.profiles.active=auth' ]);

  java.stdout.on('data', data => log.push(data));
  java.stderr.on('data', data => log.push(data));

  try {
    await answer(address, java);
  } catch (error) {
    java.kill();

    throw new Error(`${error.message}\n${Buffer.concat(log)}`);
  }

  return { address, stop: () => stop(java) };
}

async function answer(address, java) {
  const end = Date.now() + START;

  while (Date.now() < end) {
    if (java.exitCode !== null) {
      throw new Error(`The sample application ended with ${java.exitCode}; was ${JAR} built?`);
    }

    // The clerk is made last of all.
    const response = await fetch(`${address}/engine-rest/stage-run/count`,
      { headers: { Authorization: `Basic ${btoa('clerk:clerk')}` } }).catch(() => null);

    if (response?.ok) {
      return;
    }

    await new Promise(resolve => setTimeout(resolve, 500));
  }

  throw new Error('The sample application did not start');
}

function stop(java) {
  return new Promise(resolve => {
    java.on('exit', resolve);
    java.kill();
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject).listen(0, () => {
      const { port } = server.address();

      server.close(() => resolve(port));
    });
  });
}
