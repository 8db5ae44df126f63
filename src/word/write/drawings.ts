import type { Image } from 'mdast';
import type { Element } from 'xast';
import { x } from '../xml/x.js';
import type { Pictures } from '../../document/pictures.js';
import type { Parts } from '../package/parts.js';
import { uriOf } from '../xml/namespaces.js';
import { textWidth } from './page.js';

/** English Metric Units: the unit of drawings. */
const perPixel = 9525;
const perTwip = 635;
/** The highest that a picture is set: 20 cm, so that words fit on its page. */
const mostHeight = 20 * 360_000;

/** The pictures of a document: each is a part, however often it is shown. */
export class Drawings {
  readonly #pictures: Pictures;
  readonly #parts: Parts;
  readonly #paths = new Map<string, string>();
  #shown = 0;

  constructor(pictures: Pictures, parts: Parts) {
    this.#pictures = pictures;
    this.#parts = parts;
  }

  /** What shows a picture in its own size, or as wide as the text; undefined where it is not there. */
  drawing({ url, alt }: Image, part: string): Element | undefined {
    const picture = this.#pictures.get(url);
    if (!picture) return undefined;
    const kind = picture.type === 'image/png' ? 'png' : 'jpeg';
    let path = this.#paths.get(url);
    if (path === undefined) {
      path = `word/media/image${String(this.#paths.size + 1)}.${kind}`;
      this.#paths.set(url, path);
      this.#parts.add(path, kind, picture.bytes);
    }
    const id = ++this.#shown;
    const name = `Picture ${String(id)}`;
    const width = picture.width * perPixel;
    const height = picture.height * perPixel;
    const scale = Math.min(1, (textWidth * perTwip) / width, mostHeight / height);
    const extent = {
      cx: Math.max(1, Math.round(width * scale)),
      cy: Math.max(1, Math.round(height * scale)),
    };
    return x(
      'w:drawing',
      x(
        'wp:inline',
        { distT: 0, distB: 0, distL: 0, distR: 0 },
        x('wp:extent', extent),
        x('wp:docPr', { id, name, descr: alt ?? '' }),
        x('wp:cNvGraphicFramePr', x('a:graphicFrameLocks', { noChangeAspect: '1' })),
        x(
          'a:graphic',
          x(
            'a:graphicData',
            { uri: uriOf('pic') },
            x(
              'pic:pic',
              x('pic:nvPicPr', x('pic:cNvPr', { id, name, descr: alt ?? '' }), x('pic:cNvPicPr')),
              x(
                'pic:blipFill',
                x('a:blip', { 'r:embed': this.#parts.relate(part, 'image', path) }),
                x('a:stretch', x('a:fillRect')),
              ),
              x(
                'pic:spPr',
                x('a:xfrm', x('a:off', { x: 0, y: 0 }), x('a:ext', extent)),
                x('a:prstGeom', { prst: 'rect' }, x('a:avLst')),
              ),
            ),
          ),
        ),
      ),
    );
  }
}
