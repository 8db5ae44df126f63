import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseDocument,
  type Document,
  type Pair,
  type YAMLParseError,
} from 'yaml';
import type { Range } from './range.js';

/**
 * YAML as front matter and settings files need it: maps, lists and texts. The package `yaml` reads it; what it
 * knows beyond that (anchors, aliases, tags, directives, further documents) is a problem here, since nobody
 * who writes a report means it.
 */
export interface Yaml {
  /** Undefined where there is nothing but comments. */
  readonly contents: YamlNode | undefined;
  /** What is wrong, in the order of the text; the contents are what could be read all the same. */
  readonly problems: readonly YamlProblem[];
}

export type YamlNode = YamlScalar | YamlMap | YamlList;

export interface YamlScalar {
  readonly kind: 'scalar';
  /** The text that is meant, without quotation marks; where nothing stands, nothing. */
  readonly value: string;
  readonly range: Range;
  /** The comment behind it on its line, from its `#` on; only where the value has no quotation marks. */
  readonly comment?: Range;
}

export interface YamlMap {
  readonly kind: 'map';
  /** In the order of the text; a key that stands twice is there twice. */
  readonly entries: readonly YamlEntry[];
  readonly range: Range;
}

export interface YamlEntry {
  readonly key: YamlScalar;
  /** Undefined where there is no colon. */
  readonly value: YamlNode | undefined;
}

export interface YamlList {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
  readonly range: Range;
}

export interface YamlProblem {
  /** What is wrong or how it should be, without a capital and a full stop. */
  readonly message: string;
  readonly range: Range;
}

/**
 * Reads YAML. Never throws, whatever the text; all ranges are within it. Its time grows as the text does, but
 * a text of megabytes takes seconds: whoever reads a file says how long it may be.
 */
export function readYaml(text: string): Yaml {
  // To the package a CR alone ends no line. The offsets stay as they are.
  const source = text.replace(/\r(?!\n)/g, '\n');
  const reader = new Reader(source);
  const parsed = parse(source);
  if (!parsed) {
    reader.complain(tooDeep, 0);
    return { contents: undefined, problems: reader.problems };
  }
  const { contents, errors } = parsed;
  const node = contents ? reader.node(contents, 0) : undefined;
  const directive = /(?:^|\n)(%[^\n]*)/.exec(source.slice(0, node?.range.start));
  if (directive) reader.complain(signs, directive.index + directive[0].indexOf('%'));
  for (const error of errors) reader.complainOf(error);
  return { contents: node, problems: reader.problems.sort((a, b) => a.range.start - b.range.start) };
}

/** The package's document; undefined where so much is set in below one another that it gives up. */
function parse(source: string): Document.Parsed | undefined {
  try {
    return parseDocument(source, {
      // Every value is a text.
      schema: 'failsafe',
      // Each key would be compared with every other one.
      uniqueKeys: false,
      prettyErrors: false,
      keepSourceTokens: true,
    });
  } catch (error) {
    // It calls itself for each level, until the stack is full.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A text as it is written on one line of YAML: as it is where that is read as the same text, otherwise quoted. */
export function yamlText(text: string): string {
  const plain = /^(?![-?:,[\]{}#&*!|>'"%@`\s])\P{C}*$/u.test(text) && !/: |:$| #|\s$/.test(text);
  // Some readers take these for what is no text.
  const typed = /^(?:true|false|null|~|[-+]?\.(?:inf|nan))$/i.test(text) || !Number.isNaN(Number(text));
  return plain && !typed ? text : JSON.stringify(text);
}

/**
 * Whether the words behind a value that YAML takes for a comment are the rest of that value (`Unit #1 North`): a
 * comment begins with a space and a letter.
 */
export function isCutOff(comment: string): boolean {
  return /^#(?:[^\s#]|\s+\p{N})/u.test(comment);
}

const signs = 'a value that begins with a sign such as & * ! % @ [ or { stands in quotation marks';
const tooDeep = 'too much is set in below one another';

/** How deep maps and lists may stand in one another. */
const deepest = 100;

/** Makes plain nodes of the package's, and collects what is wrong. */
class Reader {
  readonly problems: YamlProblem[] = [];
  /** Where the values in quotation marks begin, by where they end. */
  readonly #quoted = new Map<number, number>();

  constructor(readonly text: string) {}

  complain(message: string, start: number, end = this.#lineEnd(start)): void {
    const { length } = this.text;
    this.problems.push({ message, range: { start: Math.min(start, length), end: Math.min(end, length) } });
  }

  complainOf({ code, message, pos: [start, end] }: YAMLParseError): void {
    const opening = message.endsWith('quote') ? this.#quoted.get(start) : undefined;
    if (opening === undefined) this.complain(inPlainWords(code, message), start, end);
    else this.complain(inPlainWords(code, message), opening);
  }

  /** @param depth of the maps and lists that it stands in */
  node(node: unknown, depth: number): YamlNode {
    const range = rangeOf(node);
    if (depth > deepest) {
      this.complain(tooDeep, range.start, range.end);
      return { kind: 'scalar', value: '', range };
    }
    if (isAlias(node)) this.complain(signs, range.start, range.end);
    else if (hasProperty(node)) this.#complainOfProperty(node, range);
    if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => this.#item(item, depth)), range };
    if (isMap(node)) return { kind: 'map', entries: this.#entries(node.items, depth), range };
    if (!isScalar(node)) return { kind: 'scalar', value: this.text.slice(range.start, range.end), range };
    const value = typeof node.value === 'string' ? node.value : '';
    if (node.type !== 'PLAIN') {
      if (node.type?.startsWith('QUOTE') === true) this.#quoted.set(range.end, range.start);
      return { kind: 'scalar', value, range };
    }
    const comment = this.#commentAt(range.end);
    return { kind: 'scalar', value, range, ...(comment ? { comment } : {}) };
  }

  #item(item: unknown, depth: number): YamlNode {
    const node = this.node(item, depth + 1);
    // `[a: b]`: to YAML a list of a map.
    if (isMap(item) && item.flow === true && this.text[node.range.start] !== '{')
      this.complain(signs, node.range.start, node.range.end);
    return node;
  }

  #entries(pairs: readonly Pair[], depth: number): YamlEntry[] {
    const names = new Set<string>();
    return pairs.map((pair) => {
      const node = this.node(pair.key, depth + 1);
      const { range } = node;
      const [before] = pair.srcToken?.start.filter(({ type }) => type === 'explicit-key-ind') ?? [];
      if (before) this.complain(signs, before.offset);
      if (node.kind !== 'scalar') this.complain(signs, range.start, range.end);
      const key: YamlScalar = node.kind === 'scalar' ? node : { kind: 'scalar', value: '', range };
      if (names.has(key.value)) this.complain(`'${key.value}' stands twice`, range.start, range.end);
      names.add(key.value);
      return { key, value: pair.value === null ? undefined : this.node(pair.value, depth + 1) };
    });
  }

  #complainOfProperty({ anchor }: { anchor?: string }, range: Range): void {
    const start = this.text.lastIndexOf(anchor === undefined ? '!' : '&', range.start);
    this.complain(signs, Math.max(0, start), Math.max(range.end, start + 1));
  }

  #commentAt(end: number): Range | undefined {
    const start = end + (/^[ \t]*/.exec(this.text.slice(end, this.#lineEnd(end)))?.[0].length ?? 0);
    if (this.text[start] !== '#') return undefined;
    const line = this.text.slice(start, this.#lineEnd(start));
    return { start, end: start + line.trimEnd().length };
  }

  #lineEnd(offset: number): number {
    const end = this.text.indexOf('\n', offset);
    if (end < 0) return this.text.length;
    return this.text[end - 1] === '\r' && end > offset ? end - 1 : end;
  }
}

/** Whether an anchor or a tag stands before a node. */
function hasProperty(node: unknown): node is { anchor?: string } {
  return (
    (isScalar(node) || isMap(node) || isSeq(node)) && (node.anchor !== undefined || node.tag !== undefined)
  );
}

function rangeOf(node: unknown): Range {
  const [start, end] = isNode(node) && node.range ? node.range : [0, 0];
  return { start, end };
}

function inPlainWords(code: YAMLParseError['code'], message: string): string {
  switch (code) {
    // What is the one with LF is the other with CRLF.
    case 'MULTILINE_IMPLICIT_KEY':
    case 'MISSING_CHAR':
      return message.endsWith('quote')
        ? 'a closing quotation mark is missing'
        : 'each line is a name, a colon and a value, with a space after the colon';
    case 'BAD_SCALAR_START':
      return signs;
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'a value with a colon in it stands in quotation marks, and what belongs under a name is set in by two spaces';
    case 'TAB_AS_INDENT':
      return 'a line is set in by a tab; use two spaces';
    case 'BAD_INDENT':
      return 'a line is set in further or less than those around it';
    case 'BAD_DQ_ESCAPE':
      return 'in double quotation marks a backslash stands twice';
    case 'MULTIPLE_DOCS':
      return 'a line of --- or ... may not stand in between';
    case 'RESOURCE_EXHAUSTION':
      return tooDeep;
    default:
      return 'each line is a name, a colon and a value';
  }
}
