import type { PhrasingContent, RootContent } from 'mdast';
import type { Framework } from '../framework/framework.js';
import type { Domain, Standard } from '../framework/pack.js';
import { wordsOnly } from '../framework/wording.js';
import { row, table, withoutStars } from './dataTables.js';
import type { Knowledge } from './knowledge.js';
import { lineOf, type Line, type Piece } from './pieces.js';
import { bold, linesOf, slice, text, textOf, withoutEmphasis } from './phrasing.js';

interface RatingsRow {
  readonly domain?: Domain;
  readonly standard?: Standard;
  readonly title: Line;
  rating?: Line;
}

/** The pieces of a document that are its ratings page. */
export interface RatingsRegion {
  readonly start: number;
  /** Index behind its last piece. */
  readonly end: number;
  readonly heading: Line | undefined;
  /** What stands between the heading and the table. */
  readonly head: readonly Line[];
  readonly rows: readonly RatingsRow[];
}

/** Finds the ratings page: standards and their ratings one after the other, without prose between them. */
export function findRatings(pieces: readonly Piece[], knowledge: Knowledge): RatingsRegion | undefined {
  const needed = Math.max(3, Math.ceil(knowledge.framework.standards.length / 2));
  for (let start = 0; start < pieces.length; start++) {
    const kind = headingKind(pieces[start], knowledge);
    if (kind !== 'domain' && kind !== 'standard') continue;
    const { rows, end } = readRows(pieces, start, knowledge);
    if (rows.filter((each) => each.rating).length < needed) continue;
    return { ...headOf(pieces, start, knowledge), end, rows };
  }
  return undefined;
}

function headingKind(piece: Piece | undefined, knowledge: Knowledge): string | undefined {
  return piece?.kind === 'line' ? knowledge.heading(piece.text)?.kind : undefined;
}

function readRows(pieces: readonly Piece[], start: number, knowledge: Knowledge) {
  const rows: RatingsRow[] = [];
  let number: Line | undefined;
  let at = start;
  for (; at < pieces.length; at++) {
    const piece = pieces[at];
    if (piece?.kind !== 'line') break;
    const last = rows.at(-1);
    if (last?.standard && !last.rating && knowledge.isRating(piece.text)) {
      last.rating = piece;
      continue;
    }
    if (/^\d{1,2}\.(?:\d{1,2}\.?)?$/.test(piece.text)) {
      number = piece;
      continue;
    }
    const title: Line = number ? lineOf([...number.content, text(' '), ...piece.content]) : piece;
    number = undefined;
    const known = knowledge.heading(title.text);
    if (known?.kind === 'standard') rows.push({ standard: known.standard, title });
    else if (known?.kind === 'domain') rows.push({ domain: known.domain, title });
    else {
      const next = expected(rows, knowledge.framework);
      if (!next || wordsOnly(next.title) !== wordsOnly(title.text)) break;
      rows.push({ standard: next, title: lineOf([text(`${next.id}. `), ...title.content]) });
    }
  }
  // A title that no rating follows is the next part's.
  while (rows.length > 0 && !rows.at(-1)?.rating) {
    rows.pop();
    at--;
  }
  return { rows, end: at };
}

/** The standard that comes next in the framework's order. */
function expected(rows: readonly RatingsRow[], { standards }: Framework): Standard | undefined {
  const last = rows.findLast((each) => each.standard)?.standard;
  return standards[last ? standards.indexOf(last) + 1 : 0];
}

const most = 14;

/** What stands above the rows: short lines up to the heading of the part. */
function headOf(pieces: readonly Piece[], end: number, knowledge: Knowledge) {
  const head: Line[] = [];
  let start = end;
  let heading: Line | undefined;
  for (let at = end - 1; at >= Math.max(0, end - most); at--) {
    const piece = pieces[at];
    if (piece?.kind !== 'line' || piece.text.length > 160 || /[.;]$/.test(piece.text)) break;
    const known = knowledge.heading(piece.text);
    if (known?.kind === 'part') {
      if (known.part.kind === 'ratings') {
        heading = piece;
        start = at;
      }
      break;
    }
    head.unshift(piece);
    start = at;
  }
  return { start, heading, head };
}

interface Stated {
  /** Lines that are neither score nor overall rating, labels with what follows them. */
  readonly lines: Line[];
  readonly score: string | undefined;
  readonly overall: Line | undefined;
}

const fieldwork = /^field\s?work(?: started| began| commenced)? ?:?(.*)$/i;

function readHead(head: readonly Line[], framework: Framework, knowledge: Knowledge): Stated {
  const { score: scoreLabel, overallRating, standard, rating: ratingLabel } = framework.labels;
  const isHeader = (line: Line, next: Line | undefined) =>
    wordsOnly(line.text) === wordsOnly(standard) && next?.text.toLowerCase() === ratingLabel.toLowerCase();
  const lines: Line[] = [];
  let score: string | undefined;
  let overall: Line | undefined;
  const all = head.flatMap((each) => linesOf(each.content).map((line) => lineOf(line)));
  for (let at = 0; at < all.length; at++) {
    const line = all[at];
    const next = all[at + 1];
    if (!line) continue;
    // The header of the table, which is written anew.
    if (isHeader(line, next)) {
      at++;
      continue;
    }
    const beside = new RegExp(`^(.*\\S)\\s+${scoreLabel}\\s*:?\\s*(\\d+\\s*/\\s*\\d+)$`, 'i').exec(line.text);
    if (score === undefined && beside) {
      // It was printed beside the name of the service.
      score = beside[2];
      lines.push(
        lineOf(
          slice(line.content, 0, textOf(line.content).toLowerCase().lastIndexOf(scoreLabel.toLowerCase())),
        ),
      );
      continue;
    }
    const [, value] = new RegExp(`^${scoreLabel}\\s*:?\\s*(.*)$`, 'i').exec(line.text) ?? [];
    const [, rating] = new RegExp(`^${overallRating}\\s*:?\\s*(.*)$`, 'i').exec(line.text) ?? [];
    if (score === undefined && value !== undefined && /^\d+\s*\/\s*\d+$/.test(value)) score = value;
    else if (score === undefined && value === '' && /^\d+\s*\/\s*\d+$/.test(next?.text ?? '')) {
      score = next?.text;
      at++;
    } else if (!overall && rating !== undefined && knowledge.isRating(rating))
      overall = lineOf([text(rating)]);
    else if (!overall && rating === '' && next && knowledge.isRating(next.text)) {
      overall = next;
      at++;
    } else if (next && line.text.endsWith(':')) {
      lines.push(lineOf([...line.content, text(' '), ...next.content]));
      at++;
    } else lines.push(line);
  }
  return { lines, score, overall };
}

/** What the head of the ratings page tells of the service and its fieldwork. */
export function factsOf(
  region: RatingsRegion,
  knowledge: Knowledge,
): { service?: string; fieldwork?: string } {
  const { lines } = readHead(region.head, knowledge.framework, knowledge);
  const started = lines.flatMap((each) => fieldwork.exec(each.text)?.[1]?.trim() ?? [])[0];
  const service = lines.find((each) => !fieldwork.test(each.text))?.text.replace(/^service\s*:\s*/i, '');
  return {
    ...(service === undefined ? {} : { service }),
    ...(started === undefined ? {} : { fieldwork: started }),
  };
}

/** The ratings page in the form of a draft. */
export function ratingsPage(region: RatingsRegion, knowledge: Knowledge, heading: string): RootContent[] {
  const { framework } = knowledge;
  const { labels } = framework;
  const { lines, score, overall } = readHead(region.head, framework, knowledge);
  const paragraph = (children: PhrasingContent[]): RootContent => ({ type: 'paragraph', children });
  const title = region.heading ? withoutEmphasis(region.heading.content) : [text(heading)];
  return [
    { type: 'heading', depth: 2, children: title },
    ...lines.map((line) => paragraph(withoutColon(line))),
    ...(score === undefined ? [] : [paragraph([text(`${labels.score}: ${score}`)])]),
    paragraph([
      text(`${labels.overallRating}: `),
      overall ? bold(withoutStars(withoutEmphasis(overall.content))) : text('‹rating›'),
    ]),
    table(
      [
        row([[text(labels.standard)], [text(labels.rating)]]),
        ...region.rows.map((each) => {
          const cell = numbered(withoutEmphasis(each.title.content), each);
          if (each.domain) return row([inBold(cell), []]);
          return row([
            cell,
            each.rating ? withoutStars(withoutEmphasis(each.rating.content)) : [text('‹rating›')],
          ]);
        }),
      ],
      false,
    ),
  ];
}

/** `Fieldwork started: August 2019` without its colon, as the ratings page has it. */
function withoutColon(line: Line): PhrasingContent[] {
  const started = fieldwork.exec(line.text)?.[1]?.trim();
  return started === undefined || started === '' ? line.content : [text(`Fieldwork started ${started}`)];
}

/** A title with its number in the house form. */
function numbered(content: PhrasingContent[], { domain, standard }: RatingsRow): PhrasingContent[] {
  const [first, ...others] = content;
  if (first?.type !== 'text') return content;
  const value = first.value.replace(/^(\d{1,2}(?:\.\d{1,2})?)\.?\s+/, '$1. ');
  const number = /^\d/.test(value) ? '' : `${standard?.id ?? String(domain?.number ?? '')}. `;
  return [{ ...first, value: number + value }, ...others];
}

function inBold(content: readonly PhrasingContent[]): PhrasingContent[] {
  const isMark = (node: PhrasingContent) => node.type === 'footnoteReference';
  return [bold(content.filter((node) => !isMark(node))), ...content.filter(isMark)];
}
