import { printed } from './printed.js';

// Where nobody listens, nothing can be said.
process.stderr.on('error', () => undefined);

/** Says something in a line of its own on standard error. */
export function tell(message: string): void {
  process.stderr.write(`inspection-report: ${printed(message)}\n`);
}

/** Says something of several lines, such as how the program is used. */
export function tellAtLength(text: string): void {
  process.stderr.write(text.split('\n').map(printed).join('\n'));
}
