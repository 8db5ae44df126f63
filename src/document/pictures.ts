import type { Image, Nodes } from 'mdast';
import type { ReportDocument } from './document.js';
import { said, type LeftOut, type Outcome } from './outcome.js';

/** A picture as an exported file holds it. */
export interface Picture {
  readonly bytes: Uint8Array;
  readonly type: 'image/png' | 'image/jpeg';
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** The pictures of a report by the target that the draft gives them. */
export type Pictures = ReadonlyMap<string, Picture>;

/** The most bytes of a picture: 5 MB. */
export const mostBytes = 5_000_000;

/**
 * Reads the bytes of a picture.
 * @param path relative to the draft's folder and below it, with `/` between folders.
 * @returns what is wrong, in words that end a sentence (`is not there`), where they can't be had.
 */
export type ReadPicture = (path: string) => Promise<Uint8Array | string>;

/**
 * Reads the pictures of a report, each once: PNG and JPEG below the folder of the draft, up to 5 MB. What
 * is not among them is left out; its alternative text is to stand in its place.
 */
export async function readPictures(
  { tree, footnotes }: ReportDocument,
  read: ReadPicture,
): Promise<Outcome<Pictures>> {
  const pictures = new Map<string, Picture>();
  const leftOut: LeftOut[] = [];
  const images = [tree, ...footnotes.map(({ definition }) => definition)].flatMap(imagesIn);
  const told = new Map<string, Picture | string>();
  for (const { url, position } of images) {
    let picture = told.get(url);
    if (picture === undefined) told.set(url, (picture = await pictureAt(url, read)));
    if (typeof picture !== 'string') pictures.set(url, picture);
    else
      leftOut.push({
        message: `The picture '${url.slice(0, 80)}' ${picture}: its alternative text stands in its place.`,
        ...(position ? { line: position.start.line } : {}),
      });
  }
  return { value: pictures, leftOut: said(leftOut) };
}

function imagesIn(node: Nodes): Image[] {
  if (node.type === 'image') return [node];
  return 'children' in node ? node.children.flatMap(imagesIn) : [];
}

async function pictureAt(target: string, read: ReadPicture): Promise<Picture | string> {
  if (/^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(target)) return 'is on the web, and nothing is fetched from there';
  const path = pathBelow(target);
  if (path === undefined) return "is not below the draft's folder";
  const bytes = await read(path);
  if (typeof bytes === 'string') return bytes;
  if (bytes.length > mostBytes) return 'has more than 5 MB';
  return pictureOf(bytes) ?? 'is no PNG or JPEG that can be read';
}

/** The path of a target, without what leads out of the folder and back; undefined where it stays outside. */
function pathBelow(target: string): string | undefined {
  let path: string;
  try {
    path = decodeURIComponent(target.split(/[?#]/, 1)[0] ?? '');
  } catch {
    return undefined;
  }
  if (/^[\\/]|^[a-z]:|[\\\0]/i.test(path)) return undefined;
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '..' && names.pop() === undefined) return undefined;
    if (name !== '..' && name !== '.' && name !== '') names.push(name);
  }
  return names.length === 0 ? undefined : names.join('/');
}

/** A picture of bytes that are a PNG or JPEG by what they begin with; undefined where they are neither. */
export function pictureOf(bytes: Uint8Array): Picture | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const picture = (type: Picture['type'], width: number, height: number): Picture | undefined =>
    width > 0 && height > 0 ? { bytes, type, width, height } : undefined;
  const starts = (...signature: number[]) => signature.every((byte, index) => bytes[index] === byte);
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))
    return bytes.length < 24 ? undefined : picture('image/png', view.getUint32(16), view.getUint32(20));
  if (!starts(0xff, 0xd8, 0xff)) return undefined;
  // A JPEG is a run of segments; one of them begins the picture and has its size.
  for (let offset = 2; offset + 9 <= bytes.length && bytes[offset] === 0xff;) {
    const marker = bytes[offset + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return picture('image/jpeg', view.getUint16(offset + 7), view.getUint16(offset + 5));
    offset += marker === 0xff ? 1 : 2 + view.getUint16(offset + 2);
  }
  return undefined;
}
