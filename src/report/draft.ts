import { linesIn } from './lines.js';

/** Front matter as it stands in the text, before anybody reads it as YAML. */
export interface RawFrontMatter {
  /** From the opening fence to the end of the closing one, or of the last line taken for front matter. */
  readonly start: number;
  readonly end: number;
  /** What stands between the fences. */
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly closed: boolean;
}

/** How many characters of front matter are read: more than any report has use for. */
export const longestFrontMatter = 65_536;

const fence = /^---[ \t]*$/;
const yamlLine = /^\s*$|^\s*#|^\s+\S|^- |^[^\s:*[|>][^:]*:(?:\s|$)/;

/**
 * Finds the front matter: from `---` on the first line to the next line `---`. Where that second
 * fence is missing, the front matter ends before the first blank line, heading or line that can't be
 * YAML, so that a half-written one does not swallow the report.
 */
export function findFrontMatter(text: string): RawFrontMatter | undefined {
  const start = text.startsWith('\ufeff') ? 1 : 0;
  const lines = linesIn(text, start);
  const opening = lines.next();
  if (opening.done === true || !fence.test(opening.value.text)) return undefined;
  let contentStart: number | undefined;
  let heading = false;
  let isYaml = true;
  for (const line of lines) {
    contentStart ??= line.start;
    if (fence.test(line.text))
      return {
        start,
        end: line.start + line.text.length,
        contentStart,
        contentEnd: line.start,
        closed: true,
      };
    isYaml &&= yamlLine.test(line.text);
    // A heading reads as a YAML comment; only what follows it can tell.
    heading ||= line.text.startsWith('#');
    if (heading && !yamlLine.test(line.text)) break;
    // A front matter is a few lines: what has gone on for so long and is no list of names is the report.
    if (!isYaml && line.start - contentStart > longestFrontMatter) break;
  }
  contentStart ??= text.length;
  let end = contentStart;
  for (const line of linesIn(text, contentStart)) {
    if (/^\s*$/.test(line.text) || line.text.startsWith('#') || !yamlLine.test(line.text)) break;
    end = line.end;
  }
  return { start, end, contentStart, contentEnd: end, closed: false };
}

/**
 * Whether a Markdown file is a draft: it is named `*.report.md`, or its raw front matter has a line
 * that begins `framework:`, so that a draft with broken front matter is still one.
 * @param path its path or URI, with `/` or `\` between folders.
 */
export function isDraft(path: string, text: string): boolean {
  // A draft as it was once sent to somebody: it is kept, and nobody works on it.
  if (/\.sent-[\da-f]{12}\.txt$/i.test(path)) return false;
  if (/\.report\.md$/i.test(path)) return true;
  const raw = findFrontMatter(text);
  return (
    raw !== undefined && /(?:^|[\r\n])framework[ \t]*:/.test(text.slice(raw.contentStart, raw.contentEnd))
  );
}
