import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** What is still to be undone when this process ends. @type {Set<() => void>} */
const pending = new Set();

/**
 * Sees to it that `undo` is called when this process ends, by whatever way but SIGKILL: newest first, so that
 * a server is gone before the folder it writes to is removed.
 *
 * @param {() => void} undo synchronous, since a process that ends waits for nothing
 * @returns {() => void} does it now, and no second time
 */
export function undoAtExit(undo) {
  if (pending.size === 0) watchForTheEnd();
  const undoOnce = () => {
    if (pending.delete(undoOnce)) undo();
  };
  pending.add(undoOnce);
  return undoOnce;
}

let watching = false;

function watchForTheEnd() {
  if (watching) return;
  watching = true;
  process.on('exit', () => {
    for (const undo of [...pending].reverse()) undo();
  });
  // A signal ends a Node process without an `exit` event, and Ctrl+C does not reach the servers, which have a
  // process group of their own. Whoever else listens to the signal (@vscode/test-electron does) decides instead.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      if (process.listenerCount(signal) === 1) process.exit(128 + os.constants.signals[signal]);
    });
  }
}

/**
 * A new folder that is removed when this process ends. The name is short because VS Code puts sockets in such
 * folders, whose paths may have about a hundred characters.
 *
 * @param {string} [parent]
 */
export function temporaryFolder(parent = os.tmpdir()) {
  fs.mkdirSync(parent, { recursive: true });
  const folder = fs.mkdtempSync(path.join(fs.realpathSync(parent), 'ir-'));
  const remove = undoAtExit(() => removeFolder(folder));
  return { folder, remove };
}

/** Processes that are being ended may still write: hence the repeats. @param {string} folder */
export function removeFolder(folder) {
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}
