export interface Raised {
  readonly kind: 'open' | 'close';
  readonly type: 'superscript' | 'subscript';
  readonly text: string;
}

/** A piece of the HTML in a draft: what is kept of it, and text for all the rest. */
export type HtmlPiece =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'break' } | Raised;

/**
 * Takes HTML apart. Comments go, `<br>`, `<sup>` and `<sub>` without attributes are kept; everything else
 * is text, for a report has no markup of its own, and a comment that nobody closed hides nothing.
 */
export function htmlPieces(html: string): HtmlPiece[] {
  const kept = /<!--.*?-->|<br\s{0,9}\/?>|<(\/?)(sup|sub)>/gis;
  const pieces: HtmlPiece[] = [];
  let start = 0;
  for (const match of html.matchAll(kept)) {
    if (match.index > start) pieces.push({ kind: 'text', text: html.slice(start, match.index) });
    start = match.index + match[0].length;
    const type = match[2]?.toLowerCase() === 'sup' ? 'superscript' : 'subscript';
    if (match[2] !== undefined)
      pieces.push({ kind: match[1] === '/' ? 'close' : 'open', type, text: match[0] });
    else if (!match[0].startsWith('<!')) pieces.push({ kind: 'break' });
  }
  if (start < html.length) pieces.push({ kind: 'text', text: html.slice(start) });
  return pieces;
}
