/** A text without the characters of a kind at its ends, and where it starts. In one pass, however many there are. */
export function trim(text: string, edge: RegExp): { readonly start: number; readonly text: string } {
  let start = 0;
  let end = text.length;
  while (start < end && edge.test(text.charAt(start))) start++;
  while (end > start && edge.test(text.charAt(end - 1))) end--;
  return { start, text: text.slice(start, end) };
}
