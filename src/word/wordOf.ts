import { documentOf } from '../document/document.js';
import { said, type LeftOut } from '../document/outcome.js';
import { readPictures, type ReadPicture } from '../document/pictures.js';
import { readReport } from '../report/read.js';
import type { Purpose } from './purposes.js';
import { digestOf } from './source.js';
import { writeWord } from './write/writeWord.js';

/** A draft as a Word document. */
export interface WordExport {
  readonly bytes: Uint8Array;
  /** What could not be taken over, each said once. */
  readonly leftOut: readonly LeftOut[];
  /** Of the draft: by it the base of a copy is found again. */
  readonly digest: string;
}

/** Makes a Word document of the text of a draft. */
export async function wordOf(text: string, purpose: Purpose, readPicture: ReadPicture): Promise<WordExport> {
  const document = documentOf(readReport(text));
  const pictures = await readPictures(document, readPicture);
  const { value, leftOut } = await writeWord(document, pictures.value, purpose);
  return { bytes: value, leftOut: said([...leftOut, ...pictures.leftOut]), digest: await digestOf(text) };
}
