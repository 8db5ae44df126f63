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

const fence = /^---[ \t]*$/;
const yamlLine = /^\s*$|^\s*#|^\s+\S|^- |^[^\s:*[|>][^:]*:(?:\s|$)/;

/**
 * Finds the front matter: from `---` on the first line to the next line `---`. Where that second
 * fence is missing, the front matter ends before the first blank line, heading or line that can't be
 * YAML, so that a half-written one does not swallow the report.
 */
export function findFrontMatter(text: string): RawFrontMatter | undefined {
  const start = text.startsWith('\ufeff') ? 1 : 0;
  const line = /(.*?)(?:\r\n|\n|\r|$)/gy;
  line.lastIndex = start;
  const opening = line.exec(text);
  if (!opening || !fence.test(opening[1] ?? '')) return undefined;
  const contentStart = line.lastIndex;
  let heading = false;
  while (line.lastIndex < text.length) {
    const at = line.lastIndex;
    const content = line.exec(text)?.[1] ?? '';
    if (fence.test(content))
      return { start, end: at + content.length, contentStart, contentEnd: at, closed: true };
    // A heading reads as a YAML comment; only what follows it can tell.
    heading ||= content.startsWith('#');
    if (heading && !yamlLine.test(content)) break;
    // A front matter is a few lines: whatever has gone on for so long is the report.
    if (at - contentStart > 20_000) break;
  }
  const lines = text.slice(contentStart).split(/(?<=\r\n|\n|\r(?!\n))/);
  let end = contentStart;
  for (const each of lines) {
    if (/^\s*$/.test(each) || each.startsWith('#') || !yamlLine.test(each.replace(/\r?\n$|\r$/, ''))) break;
    end += each.length;
  }
  return { start, end, contentStart, contentEnd: end, closed: false };
}

/**
 * Whether a Markdown file is a draft: it is named `*.report.md`, or its raw front matter has a line
 * that begins `framework:` (format.md), so that a draft with broken front matter is still one.
 * @param path its path or URI, with `/` or `\` between folders.
 */
export function isDraft(path: string, text: string): boolean {
  // A draft as it was once sent to somebody: it is kept, and nobody works on it.
  if (/\.sent-[\da-f]{12}\.txt$/i.test(path)) return false;
  if (/\.report\.md$/i.test(path)) return true;
  const raw = findFrontMatter(text);
  return raw !== undefined && /^framework[ \t]*:/m.test(text.slice(raw.contentStart, raw.contentEnd));
}
