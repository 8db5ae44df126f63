import { Parser, type CST, type ErrorCode } from 'yaml';
import type { Range } from './range.js';

/**
 * YAML as front matter and settings files need it: maps, lists and texts. The package `yaml` cuts the text
 * into a tree of tokens. What it makes of them (documents with tags and anchors, and a way back to text) is
 * twice as much code again, so they are read here, with the same checks in the same order.
 */
export interface Yaml {
  /** Undefined where there is nothing but comments. */
  readonly contents: YamlNode | undefined;
  /** What is wrong; the contents are what could be read all the same. */
  readonly errors: readonly YamlError[];
}

export type YamlNode = YamlScalar | YamlMap | YamlList;

export interface YamlScalar {
  readonly kind: 'scalar';
  /** The text that is meant, without quotation marks; where nothing stands, nothing. */
  readonly value: string;
  readonly range: Range;
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

export interface YamlError {
  /** As in the package `yaml`, but for a quotation mark that is missing, and for YAML that is not read here. */
  readonly code: ErrorCode | 'MISSING_QUOTE' | 'UNSUPPORTED';
  readonly range: Range;
}

/**
 * What to do about `UNSUPPORTED` (anchors, aliases, tags, directives, collections as keys) and
 * `BAD_SCALAR_START`: nobody means them.
 */
export const quoteSigns =
  'a value that begins with a sign such as & * ! % @ [ or { stands in quotation marks';

/** Reads YAML. Never throws, whatever the text; all ranges are within it. */
export function readYaml(text: string): Yaml {
  const parser = new ShallowParser();
  const reader = new Reader(text.length);
  let contents: YamlNode | undefined;
  let documents = 0;
  for (const token of parser.parse(text)) {
    switch (token.type) {
      case 'byte-order-mark':
      case 'space':
      case 'comment':
      case 'newline':
        break;
      case 'document':
        if (documents++ === 0) contents = reader.document(token);
        else reader.complainOf('MULTIPLE_DOCS', token);
        break;
      case 'doc-end':
        reader.complainOf('MULTIPLE_DOCS', token);
        break;
      case 'directive':
        reader.complainOf('UNSUPPORTED', token);
        break;
      default:
        reader.complainOf(parser.isTooDeep() ? 'RESOURCE_EXHAUSTION' : 'UNEXPECTED_TOKEN', token);
    }
    if (parser.isTooDeep()) break;
  }
  return { contents, errors: reader.errors };
}

/** A text as it is written on one line of YAML: as it is where that is read as the same text, otherwise quoted. */
export function yamlText(text: string): string {
  const plain = /^(?![-?:,[\]{}#&*!|>'"%@`\s])\P{C}*$/u.test(text) && !/: |:$| #|\s$/.test(text);
  // Some readers take these for what is no text.
  const typed = /^(?:true|false|null|~|[-+]?\.(?:inf|nan))$/i.test(text) || !Number.isNaN(Number(text));
  return plain && !typed ? text : JSON.stringify(text);
}

/** How deep collections may stand in one another: the parser and the reader call themselves for each. */
const deepest = 100;

/** The parser, which gives an error once it is too deep. */
class ShallowParser extends Parser {
  isTooDeep(): boolean {
    return this.stack.length > deepest;
  }

  override *next(lexeme: string): Generator<CST.Token, void> {
    if (this.isTooDeep()) yield { type: 'error', offset: this.offset, source: lexeme, message: '' };
    else yield* super.next(lexeme);
  }
}

/** A node, with the end of the spaces and comments after it. */
interface Read {
  readonly node: YamlNode;
  readonly after: number;
}

/** What stands before a node: spaces, comments, signs. */
interface Lead {
  /** The sign that was due. */
  readonly found: CST.SourceToken | undefined;
  readonly comma: CST.SourceToken | undefined;
  readonly hasNewline: boolean;
  readonly hasComment: boolean;
  readonly end: number;
}

interface Due {
  readonly indicator: CST.SourceToken['type'];
  readonly next: CST.Token | null | undefined;
  /** Where the lead is when it is empty. */
  readonly offset: number;
  readonly parentIndent: number;
  readonly startOnNewline: boolean;
  readonly inFlow?: boolean;
}

/** Makes nodes of the parser's tokens. */
class Reader {
  readonly errors: YamlError[] = [];

  /** @param length of the text, past which something may be missing */
  constructor(readonly length: number) {}

  complain(code: YamlError['code'], start: number, end = start + 1): void {
    this.errors.push({ code, range: { start, end: Math.min(end, this.length) } });
  }

  complainOf(code: YamlError['code'], token: CST.Token): void {
    this.complain(code, token.offset, token.offset + ('source' in token ? token.source.length : 1));
  }

  document({ offset, start, value, end }: CST.Document): YamlNode {
    const lead = this.#lead(start, {
      indicator: 'doc-start',
      next: value ?? end?.[0],
      offset,
      parentIndent: 0,
      startOnNewline: true,
    });
    if (lead.found && isBlock(value) && !lead.hasNewline) this.complain('MISSING_CHAR', lead.end);
    const { node, after } = this.#nodeOrNothing(value, lead, lead.end, start, true);
    this.#end(end, after, false);
    return node;
  }

  #node(token: CST.Token, lead: Lead, atRoot = false): Read {
    switch (token.type) {
      case 'alias':
      case 'scalar':
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
        return this.#flowScalar(token);
      case 'block-scalar':
        return this.#blockScalar(token, atRoot);
      case 'block-map':
        return this.#blockMap(token);
      case 'block-seq':
        return this.#blockList(token);
      case 'flow-collection':
        return this.#flowCollection(token, atRoot);
      default:
        this.complainOf('UNEXPECTED_TOKEN', token);
        return nothing(token.offset, [], lead);
    }
  }

  /** @param before the tokens of which the last ends at the offset, where nothing stands */
  #nodeOrNothing(
    token: CST.Token | null | undefined,
    lead: Lead,
    offset: number,
    before: readonly CST.SourceToken[],
    atRoot = false,
  ): Read {
    return token ? this.#node(token, lead, atRoot) : nothing(offset, before, lead);
  }

  /** The key of an entry. Where a collection stands for one, that is an error, and it has no text. */
  #key(
    token: CST.Token | null | undefined,
    lead: Lead,
    before: readonly CST.SourceToken[],
  ): { node: YamlScalar; after: number } {
    const { node, after } = this.#nodeOrNothing(token, lead, lead.end, before);
    if (node.kind === 'scalar') return { node, after };
    this.complain('UNSUPPORTED', node.range.start, node.range.end);
    return { node: { kind: 'scalar', value: '', range: node.range }, after };
  }

  #lead(
    tokens: readonly CST.SourceToken[],
    { indicator, next, offset, parentIndent, startOnNewline, inFlow = false }: Due,
  ): Lead {
    let atNewline = startOnNewline;
    let hasSpace = startOnNewline;
    let hasNewline = false;
    let hasComment = false;
    let tab: CST.SourceToken | undefined;
    let comma: CST.SourceToken | undefined;
    let found: CST.SourceToken | undefined;
    for (const token of tokens) {
      if (tab && atNewline && token.type !== 'comment' && token.type !== 'newline')
        this.complainOf('TAB_AS_INDENT', tab);
      tab = undefined;
      switch (token.type) {
        case 'space': {
          // At the top, tabs before a flow collection set nothing in.
          const setsIn = !inFlow && (indicator !== 'doc-start' || next?.type !== 'flow-collection');
          if (setsIn && token.source.includes('\t')) tab = token;
          hasSpace = true;
          break;
        }
        case 'comment':
          if (!hasSpace) this.complainOf('MISSING_CHAR', token);
          hasComment = true;
          atNewline = false;
          break;
        case 'newline':
          atNewline = true;
          hasNewline = true;
          hasSpace = true;
          break;
        case indicator:
          if (found) this.complainOf('UNEXPECTED_TOKEN', token);
          if (indicator === 'explicit-key-ind') this.complainOf('UNSUPPORTED', token);
          found = token;
          atNewline = indicator === 'seq-item-ind' || indicator === 'explicit-key-ind';
          hasSpace = false;
          break;
        default:
          if (token.type === 'anchor' || token.type === 'tag') this.complainOf('UNSUPPORTED', token);
          else if (token.type !== 'comma' || !inFlow || comma) this.complainOf('UNEXPECTED_TOKEN', token);
          if (token.type === 'comma') comma = token;
          atNewline = false;
          hasSpace = false;
      }
    }
    if (tab && ((atNewline && tab.indent <= parentIndent) || isBlock(next)))
      this.complainOf('TAB_AS_INDENT', tab);
    const last = tokens.at(-1);
    return { found, comma, hasNewline, hasComment, end: last ? last.offset + last.source.length : offset };
  }

  /** Checks what stands after a node. Gives its end. */
  #end(tokens: readonly CST.SourceToken[] | undefined, offset: number, needsSpace: boolean): number {
    let hasSpace = !needsSpace;
    for (const token of tokens ?? []) {
      if (token.type === 'space' || token.type === 'newline') hasSpace = true;
      else if (token.type !== 'comment') this.complainOf('UNEXPECTED_TOKEN', token);
      else if (!hasSpace) this.complainOf('MISSING_CHAR', token);
      offset += token.source.length;
    }
    return offset;
  }

  #blockMap({ offset: start, indent, items }: CST.BlockMap): Read {
    const entries: YamlEntry[] = [];
    const keys = new Set<string>();
    let offset = start;
    let after: number | undefined;
    for (const { start: before, key: keyToken, sep, value: valueToken } of items) {
      const lead = this.#lead(before, {
        indicator: 'explicit-key-ind',
        next: keyToken ?? sep?.[0],
        offset,
        parentIndent: indent,
        startOnNewline: true,
      });
      const isImplicit = !lead.found;
      if (isImplicit) {
        if (keyToken?.type === 'block-seq') this.complain('BLOCK_AS_IMPLICIT_KEY', offset);
        else if (keyToken && 'indent' in keyToken && keyToken.indent !== indent)
          this.complain('BAD_INDENT', offset);
      }
      if (!sep) {
        after = lead.end;
        continue;
      }
      if (isImplicit && keyToken && isOnSeveralLines(keyToken))
        this.complainOf('MULTILINE_IMPLICIT_KEY', keyToken);
      const key = this.#key(keyToken, lead, before);
      if (keys.has(key.node.value)) this.complain('DUPLICATE_KEY', lead.end);
      keys.add(key.node.value);

      const valueLead = this.#lead(sep, {
        indicator: 'map-value-ind',
        next: valueToken,
        offset: key.after,
        parentIndent: indent,
        startOnNewline: !keyToken || keyToken.type === 'block-scalar',
      });
      offset = valueLead.end;
      if (!valueLead.found) {
        if (isImplicit) this.complain('MISSING_CHAR', key.node.range.start, key.node.range.end);
        entries.push({ key: key.node, value: undefined });
        continue;
      }
      if (isImplicit && valueToken?.type === 'block-map' && !valueLead.hasNewline)
        this.complain('BLOCK_AS_IMPLICIT_KEY', offset);
      if (isImplicit && lead.end < valueLead.found.offset - 1024)
        this.complain('KEY_OVER_1024_CHARS', key.node.range.start, key.node.range.end);
      const value = this.#nodeOrNothing(valueToken, valueLead, offset, sep);
      offset = value.after;
      entries.push({ key: key.node, value: value.node });
    }
    if (after !== undefined && after < offset) this.complain('IMPOSSIBLE', after);
    return { node: { kind: 'map', entries, range: { start, end: offset } }, after: after ?? offset };
  }

  #blockList({ offset: start, indent, items: tokens }: CST.BlockSequence): Read {
    const items: YamlNode[] = [];
    let offset = start;
    let after: number | undefined;
    for (const { start: before, value } of tokens) {
      const lead = this.#lead(before, {
        indicator: 'seq-item-ind',
        next: value,
        offset,
        parentIndent: indent,
        startOnNewline: true,
      });
      if (!lead.found) {
        if (!value) {
          after = lead.end;
          continue;
        }
        if (value.type === 'block-seq') this.complain('BAD_INDENT', lead.end);
        else this.complain('MISSING_CHAR', offset);
      }
      const item = this.#nodeOrNothing(value, lead, lead.end, before);
      offset = item.after;
      items.push(item.node);
    }
    return { node: { kind: 'list', items, range: { start, end: offset } }, after: after ?? offset };
  }

  #flowCollection(
    { offset: start, indent, start: opening, items: tokens, end }: CST.FlowCollection,
    atRoot: boolean,
  ): Read {
    const isMap = opening.source === '{';
    const entries: YamlEntry[] = [];
    const items: YamlNode[] = [];
    const keys = new Set<string>();
    let offset = start + 1;
    tokens.forEach(({ start: before, key: keyToken, sep, value: valueToken }, index) => {
      const lead = this.#lead(before, {
        inFlow: true,
        indicator: 'explicit-key-ind',
        next: keyToken ?? sep?.[0],
        offset,
        parentIndent: indent,
        startOnNewline: false,
      });
      if (index === 0 && lead.comma) this.complainOf('UNEXPECTED_TOKEN', lead.comma);
      if (!lead.found && !sep && !valueToken) {
        if (!(index === 0 && lead.comma) && index < tokens.length - 1)
          this.complain('UNEXPECTED_TOKEN', lead.end);
        offset = lead.end;
        return;
      }
      if (index > 0 && !lead.comma) this.complain('MISSING_CHAR', lead.end);
      if (!isMap && !sep) {
        const { node, after } = this.#nodeOrNothing(valueToken, lead, lead.end, []);
        if (isBlock(valueToken)) this.complain('BLOCK_IN_FLOW', node.range.start, node.range.end);
        items.push(node);
        offset = after;
        return;
      }

      const key = this.#key(keyToken, lead, before);
      const { range } = key.node;
      if (isBlock(keyToken)) this.complain('BLOCK_IN_FLOW', range.start, range.end);
      if (!isMap) this.complain('UNSUPPORTED', range.start, range.end);
      const valueLead = this.#lead(sep ?? [], {
        inFlow: true,
        indicator: 'map-value-ind',
        next: valueToken,
        offset: key.after,
        parentIndent: indent,
        startOnNewline: false,
      });
      if (!valueLead.found && valueToken) {
        if ('source' in valueToken && valueToken.source.startsWith(':'))
          this.complainOf('MISSING_CHAR', valueToken);
        else this.complain('MISSING_CHAR', valueLead.end);
      }
      const value =
        valueToken || valueLead.found
          ? this.#nodeOrNothing(valueToken, valueLead, valueLead.end, sep ?? [])
          : undefined;
      if (value && isBlock(valueToken))
        this.complain('BLOCK_IN_FLOW', value.node.range.start, value.node.range.end);
      if (keys.has(key.node.value)) this.complain('DUPLICATE_KEY', lead.end);
      keys.add(key.node.value);
      entries.push({ key: key.node, value: value?.node });
      offset = value?.after ?? valueLead.end;
    });

    const [closing, ...rest] = end;
    if (closing?.source === (isMap ? '}' : ']')) offset = closing.offset + 1;
    else {
      this.complain(atRoot ? 'MISSING_CHAR' : 'BAD_INDENT', offset);
      if (closing && closing.source.length !== 1) rest.unshift(closing);
    }
    const range = { start, end: offset };
    return {
      node: isMap ? { kind: 'map', entries, range } : { kind: 'list', items, range },
      after: this.#end(rest, offset, true),
    };
  }

  #flowScalar(token: CST.FlowScalar): Read {
    const { type, offset, source } = token;
    const end = offset + source.length;
    let value: string;
    switch (type) {
      case 'double-quoted-scalar':
        value = this.#doubleQuoted(source, offset);
        if (!isClosed(source, '\\')) this.complain('MISSING_QUOTE', end);
        break;
      case 'single-quoted-scalar':
        value = folded(source.slice(1, -1)).replaceAll("''", "'");
        if (!isClosed(source, "'")) this.complain('MISSING_QUOTE', end);
        break;
      default:
        value = folded(source);
        if (type === 'alias') this.complainOf('UNSUPPORTED', token);
        if (/^[\t,%|>@`]/.test(source)) this.complain('BAD_SCALAR_START', offset);
    }
    const after = this.#end(token.end, end, true);
    return { node: { kind: 'scalar', value, range: { start: offset, end } }, after };
  }

  #doubleQuoted(source: string, offset: number): string {
    const pieces = /\\(?:\r?\n[ \t]*|x.{0,2}|u.{0,4}|U.{0,8}|.)|(?:[ \t]|\r?\n)+/gs;
    return source.slice(1, -1).replace(pieces, (piece, at: number) => {
      if (!piece.startsWith('\\')) return folded(piece);
      if (/^\\\r?\n/.test(piece)) return '';
      const sign = piece.charAt(1);
      const meant = escapes.get(sign);
      if (meant !== undefined) return meant;
      const digits = piece.slice(2);
      const code = Number(`0x${digits}`);
      if (digits.length === { x: 2, u: 4, U: 8 }[sign] && /^[\da-f]+$/i.test(digits) && code <= 0x10ffff)
        return String.fromCodePoint(code);
      this.complain('BAD_DQ_ESCAPE', offset + 1 + at);
      return piece;
    });
  }

  #blockScalar({ offset: start, indent, props, source }: CST.BlockScalar, atRoot: boolean): Read {
    const header = this.#blockScalarHeader(start, props);
    const content = start + header.length;
    const end = content + source.length;
    const read = (value: string): Read => ({
      node: { kind: 'scalar', value, range: { start, end } },
      after: end,
    });

    const lines =
      source === ''
        ? []
        : source.split('\n').map((line) => {
            const text = line.replace(/^ +/, '');
            return { indent: line.length - text.length, text, isBlank: text === '' || text === '\r' };
          });
    let count = lines.findLastIndex(({ isBlank }) => !isBlank) + 1;
    if (count === 0)
      return read(header.keeps && lines.length > 0 ? '\n'.repeat(Math.max(1, lines.length - 1)) : '');

    // The first line that is not blank says how far all are set in, unless the header does.
    let trim = indent + header.indent;
    let offset = content;
    let first = 0;
    for (const [index, line] of lines.entries()) {
      if (!line.isBlank) {
        if (line.indent < trim) this.complain('MISSING_CHAR', offset + line.indent);
        if (header.indent === 0) trim = line.indent;
        if (trim === 0 && !atRoot) this.complain('BAD_INDENT', offset);
        first = index;
        break;
      }
      if (header.indent === 0) trim = Math.max(trim, line.indent);
      offset += line.indent + line.text.length + 1;
    }
    // Blank lines at the end that are set in further are content.
    count = Math.max(count, lines.findLastIndex((line) => line.indent > trim) + 1);

    const within = (line: { indent: number }) => ' '.repeat(Math.max(0, line.indent - trim));
    let value = lines
      .slice(0, first)
      .map((line) => `${within(line)}\n`)
      .join('');
    let separator = '';
    let wasSetIn = false;
    for (const line of lines.slice(first, count)) {
      const text = line.text.replace(/\r$/, '');
      if (text !== '' && line.indent < trim) this.complain('BAD_INDENT', offset + line.indent);
      offset += line.indent + line.text.length + 1;
      if (!header.isFolded) {
        value += separator + within(line) + text;
        separator = '\n';
      } else if (line.indent > trim || text.startsWith('\t')) {
        if (separator === ' ') separator = '\n';
        else if (!wasSetIn && separator === '\n') separator = '\n\n';
        value += separator + within(line) + text;
        separator = '\n';
        wasSetIn = true;
      } else if (text === '') {
        if (separator === '\n') value += '\n';
        else separator = '\n';
      } else {
        value += separator + text;
        separator = ' ';
        wasSetIn = false;
      }
    }
    if (header.strips) return read(value);
    if (!header.keeps) return read(`${value}\n`);
    value += lines
      .slice(count)
      .map((line) => `\n${within(line)}`)
      .join('');
    return read(value.endsWith('\n') ? value : `${value}\n`);
  }

  #blockScalarHeader(start: number, props: readonly CST.Token[]) {
    const [sign, ...rest] = props.map((each) => ('source' in each ? each : { ...each, source: '' }));
    const source = sign?.source ?? '';
    let chomping = '';
    let indent = 0;
    let wrong: number | undefined;
    for (let index = 1; index < source.length; index++) {
      const each = source.charAt(index);
      if (chomping === '' && /[-+]/.test(each)) chomping = each;
      else if (indent === 0 && /[1-9]/.test(each)) indent = Number(each);
      else wrong ??= start + index;
    }
    if (wrong !== undefined) this.complain('UNEXPECTED_TOKEN', wrong);
    let length = source.length;
    let hasSpace = false;
    for (const token of rest) {
      if (token.type === 'space') hasSpace = true;
      else if (token.type === 'comment' && !hasSpace) this.complainOf('MISSING_CHAR', token);
      else if (token.type !== 'comment' && token.type !== 'newline')
        this.complainOf('UNEXPECTED_TOKEN', token);
      length += token.source.length;
    }
    return {
      isFolded: source.startsWith('>'),
      indent,
      keeps: chomping === '+',
      strips: chomping === '-',
      length,
    };
  }
}

const escapes = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['e', '\x1b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['N', '\u0085'],
  ['_', '\u00a0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
  [' ', ' '],
  ['"', '"'],
  ['/', '/'],
  ['\\', '\\'],
  ['\t', '\t'],
]);

/** Whether the last quotation mark of a text closes it: where none does, an escaped one may be the last. */
function isClosed(source: string, escape: string): boolean {
  let escapes = 0;
  while (escapes < source.length - 2 && source.at(-2 - escapes) === escape) escapes++;
  return source.length > 1 && source.endsWith(source.charAt(0)) && escapes % 2 === 0;
}

/** The text with its lines put together: a line ending becomes a space, and several become one less. */
function folded(text: string): string {
  return text.replace(/(?:[ \t]|\r?\n)+/g, (blank) => {
    const endings = blank.split('\n').length - 1;
    return endings === 0 ? blank : endings === 1 ? ' ' : '\n'.repeat(endings - 1);
  });
}

/** An empty text where nothing stands: as near to what comes before as spaces and comments allow. */
function nothing(offset: number, before: readonly CST.SourceToken[], lead: Lead): Read {
  let at = offset;
  for (let index = before.length - 1; index >= 0; index--) {
    const token = before[index];
    if (token && (token.type === 'space' || token.type === 'comment' || token.type === 'newline')) {
      at -= token.source.length;
      continue;
    }
    // Spaces on the same line belong to what comes before.
    for (let next = before[++index]; next?.type === 'space'; next = before[++index]) at += next.source.length;
    break;
  }
  return {
    node: { kind: 'scalar', value: '', range: { start: at, end: at } },
    after: lead.hasComment ? lead.end : at,
  };
}

function isBlock(token: CST.Token | null | undefined): boolean {
  return token?.type === 'block-map' || token?.type === 'block-seq';
}

/** Whether a key is on several lines; a collection as a key is an error anyway. */
function isOnSeveralLines(key: CST.Token): boolean {
  switch (key.type) {
    case 'alias':
    case 'scalar':
    case 'single-quoted-scalar':
    case 'double-quoted-scalar':
      return key.source.includes('\n') || key.end?.some(({ type }) => type === 'newline') === true;
    default:
      return key.type !== 'flow-collection';
  }
}
