// In place of the native module @vscode/spdlog, which writes VS Code's log files and what extensions print to
// their output channels. Files are not rotated: they live as long as a test run.
const fs = require('node:fs');
const path = require('node:path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

class Logger {
  #file;
  #level = levels.indexOf('info');
  #timestamps = true;

  constructor(_type, _name, file) {
    this.#file = file;
  }

  #write(level, message) {
    if (levels.indexOf(level) < this.#level) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    try {
      fs.appendFileSync(this.#file, this.#timestamps ? `${time} [${level}] ${message}\n` : message);
    } catch {
      // The folder is gone: VS Code is being ended.
    }
  }

  trace = (message) => this.#write('trace', message);
  debug = (message) => this.#write('debug', message);
  info = (message) => this.#write('info', message);
  warn = (message) => this.#write('warning', message);
  error = (message) => this.#write('error', message);
  critical = (message) => this.#write('critical', message);

  getLevel = () => this.#level;
  setLevel = (level) => void (this.#level = level);
  /** How output channels ask for their text as it is. */
  clearFormatters = () => void (this.#timestamps = false);
  setPattern() {}
  flush() {}
  drop() {}
}

async function createLogger(name, file) {
  await fs.promises.mkdir(path.dirname(file), { recursive: true });
  return new Logger('', name, file);
}

// One by one: an object of them would hide their names from the `import` in VS Code.
exports.version = 1;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
