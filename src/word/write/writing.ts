import type { Heading } from 'mdast';
import type { ReportDocument } from '../../document/document.js';
import type { LeftOut } from '../../document/outcome.js';
import type { Parts } from '../package/parts.js';
import type { StyleKey } from '../styleNames.js';
import type { Numbering } from './numbering.js';
import type { Notes } from './notes.js';
import type { FrameKind } from './frames.js';
import type { Drawings } from './drawings.js';

/** What is written so far, for all who write a piece of it. */
export interface Writing {
  readonly document: ReportDocument;
  readonly parts: Parts;
  readonly numbering: Numbering;
  readonly notes: Notes;
  readonly drawings: Drawings;
  /** The names of the places that headings stand at, by the headings' ids. */
  readonly places: ReadonlyMap<string, string>;
  /** Headings that begin a page. */
  readonly pageBreaks: ReadonlySet<Heading>;
  /** What could not be taken over; more is added while writing. */
  readonly leftOut: LeftOut[];
}

/** Where a piece stands: what it inherits from what it stands in. */
export interface Place {
  /** The part that it is written into; it holds the addresses of links. */
  readonly part: string;
  /** The style of a paragraph there. */
  readonly style: StyleKey;
  /** How far it stands in, in twips. */
  readonly indent: number;
  /** How many lists it stands in. */
  readonly depth: number;
  /** In a box or quotation. */
  readonly frame?: FrameKind;
  /** It stays on the page of what follows. */
  readonly keepNext?: boolean;
}
