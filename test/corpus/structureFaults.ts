import type { Fault, Planted, Subject } from './faults.js';

/** Lines of the text itself that begin in a way, from their first to their last character. */
function* lines(s: Subject, pattern: RegExp): Iterable<{ start: number; end: number; text: string }> {
  const first = s.report.frontMatter.raw?.end ?? 0;
  for (const match of s.text.matchAll(pattern))
    if (match.index > first) yield { start: match.index, end: match.index + match[0].length, text: match[0] };
}

const headings = (s: Subject) => lines(s, /^#{2,3} (?:\d|Domain).+$/gm);

/** Each heading of a domain or standard written in another way. */
function* heading(s: Subject, wrong: (text: string) => string): Iterable<Planted> {
  for (const place of headings(s)) yield s.put(place, wrong(place.text), ['structure']);
}

/** What Markdown reads otherwise than it is meant. */
export const structureFaults: readonly Fault[] = [
  {
    kind: 'structure: a heading without its space',
    plant: (s) => heading(s, (text) => text.replace(' ', '')),
  },
  {
    kind: 'structure: a heading with a no-break space',
    plant: (s) => heading(s, (text) => text.replace(' ', '\u00a0')),
  },
  { kind: 'structure: a heading set in', plant: (s) => heading(s, (text) => `\t${text}`) },
  {
    kind: 'structure: an unclosed comment above a heading',
    plant: (s) => heading(s, (text) => `<!-- to do\n\n${text}`),
  },
  {
    kind: 'structure: an unclosed fence above a heading',
    plant: (s) => heading(s, (text) => `\`\`\`\n${text}`),
  },
  {
    kind: 'structure: a second line of a table that does not fit',
    *plant(s) {
      for (const place of lines(s, /^\|(?: ?:?-{3,}:? ?\|){2,}$/gm))
        yield s.put(place, place.text.replaceAll('---', '—'), ['structure']);
    },
  },
  {
    kind: 'structure: text straight below a table',
    *plant(s) {
      for (const place of lines(s, /(?<=\|\n)\n(?=[A-Z][a-z]+ )/g)) yield s.put(place, '', ['structure']);
    },
  },
  {
    kind: 'structure: a comment inside a table',
    *plant(s) {
      for (const place of lines(s, /(?<=^\|[^\n]{20,400}\|\n)(?=\|[^\n-]{20})/gm))
        yield s.put(place, '<!-- check -->\n', ['structure']);
    },
  },
  {
    kind: 'structure: conflict markers',
    *plant(s) {
      for (const place of lines(s, /^[A-Z][a-z]+ [^\n]{200,900}$/gm))
        yield s.put(place, `<<<<<<< a\n${place.text}\n=======\nAnother text.\n>>>>>>> b`, ['structure']);
    },
  },
];
