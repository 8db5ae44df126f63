/**
 * Imported by a process that must not outlive the one that started it. The starter holds the other end of our
 * standard input, so that is closed when the starter is gone, even by SIGKILL.
 */
import fs from 'node:fs';

const input = fs.fstatSync(0);
if (input.isFIFO() || input.isSocket()) {
  process.stdin.resume().on('close', endWithChildren);
  /** @type {import('node:net').Socket} */ (process.stdin).unref();
}

function endWithChildren() {
  try {
    // The server of VS Code leads a process group; its extension hosts would live on for hours.
    process.kill(-process.pid, 'SIGKILL');
  } catch {
    process.exit(1);
  }
}
