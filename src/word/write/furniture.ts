import type { Element } from 'xast';
import { x } from '../xml/x.js';
import { declarations } from '../xml/namespaces.js';
import { paragraph } from './paragraphs.js';
import { run } from './runs.js';

/** The head of each page: what is to be known of this copy. */
export function headerTree(words: string): Element {
  return x(
    'w:hdr',
    declarations('w'),
    paragraph({ style: 'header' }, words === '' ? [] : [run(words, { bold: true })]),
  );
}

/** The foot of each page: the title, and which page of how many it is. */
export function footerTree(title: string): Element {
  const counted = (instruction: string) => x('w:fldSimple', { 'w:instr': ` ${instruction} ` }, run('1'));
  return x(
    'w:ftr',
    declarations('w'),
    paragraph({ style: 'footer' }, [
      run(shortened(title)),
      x('w:r', x('w:tab')),
      run('Page '),
      counted('PAGE'),
      run(' of '),
      counted('NUMPAGES'),
    ]),
  );
}

/** The cover has no foot. */
export function emptyFooterTree(): Element {
  return x('w:ftr', declarations('w'), paragraph({ style: 'footer' }, []));
}

const mostCharacters = 90;

/** As much of a title as fits beside the page number. */
function shortened(title: string): string {
  if (title.length <= mostCharacters) return title;
  const start = title.slice(0, mostCharacters);
  const lastSpace = start.lastIndexOf(' ');
  return `${lastSpace > 0 ? start.slice(0, lastSpace) : start} …`;
}
