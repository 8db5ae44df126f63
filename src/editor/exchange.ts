import type * as Exchange from '../exchange.js';

/**
 * What shows and exports reports, read when it is first asked for. VS Code renders Markdown synchronously, so
 * this can't be a promise; in the web it stands in the one file of the extension, and is run now.
 */
export function exchange(): typeof Exchange {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  return require('../exchange.js') as typeof Exchange;
}
