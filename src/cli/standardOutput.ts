import { plainText } from '../report/plainText.js';
import { isCode, reason, UsageError } from './files.js';

/** Nobody reads standard output any more, so there is nobody left to work for. */
export class ReaderGone extends Error {
  override name = 'ReaderGone';
}

// What goes wrong is told to whoever waits for `print`.
process.stdout.on('error', () => undefined);

// eslint-disable-next-line no-control-regex -- colours begin with one
const lineEndOrColour = /(\n|\x1b\[\d+m)/;

/** Lines of text, with colours or without. Whatever else a terminal would obey is a mistake of ours. */
function harmless(text: string): string {
  return text
    .split(lineEndOrColour)
    .map((part, index) => (index % 2 === 1 ? part : plainText(part)))
    .join('');
}

/**
 * Prints a text, and waits until it is handed over: a slow reader slows the work down.
 * @throws ReaderGone where the reader has closed the pipe; UsageError where it can't be written otherwise.
 */
export async function print(text: string): Promise<void> {
  await new Promise<void>((done, failed) => {
    process.stdout.write(harmless(text), (error) => {
      if (!error) done();
      else if (isCode(error, 'EPIPE') || isCode(error, 'ERR_STREAM_DESTROYED')) failed(new ReaderGone());
      else failed(new UsageError(`what is printed can't be written: ${reason(error)}`));
    });
  });
}
