// Where nobody listens, nothing can be said.
process.stderr.on('error', () => undefined);

/** Says something in a line of its own on standard error. */
export function tell(message: string): void {
  process.stderr.write(`inspection-report: ${message}\n`);
}
