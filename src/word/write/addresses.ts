/** A stretch of a text; with where it leads, if it is the address of a page or a mailbox. */
export interface Stretch {
  readonly text: string;
  readonly url?: string;
}

const address =
  /(?<![\w@./:-])(?:https?:\/\/|www\.)[\w-]+(?:\.[\w-]+)+(?:[/?#][^\s<>"“”]*)?|(?<![\w@.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/g;

/** Takes a text apart at the addresses in it that a reader would follow, without the marks behind them. */
export function addressesIn(text: string): Stretch[] {
  const stretches: Stretch[] = [];
  let start = 0;
  for (const match of text.matchAll(address)) {
    const words = trimmed(match[0]);
    if (match.index > start) stretches.push({ text: text.slice(start, match.index) });
    stretches.push({ text: words, url: urlOf(words) });
    start = match.index + words.length;
  }
  if (start < text.length) stretches.push({ text: text.slice(start) });
  return stretches;
}

function urlOf(words: string): string {
  if (words.startsWith('www.')) return `http://${words}`;
  return /^https?:/.test(words) ? words : `mailto:${words}`;
}

/** Without the full stop, comma, quotation mark or bracket that belongs to the sentence. */
function trimmed(words: string): string {
  let unopened = words.split(')').length - words.split('(').length;
  let end = words.length;
  for (; end > 0; end--) {
    const last = words.charAt(end - 1);
    if (last === ')' ? unopened-- <= 0 : !/[.,:;!?'’*_~\]-]/.test(last)) break;
  }
  return words.slice(0, end);
}
