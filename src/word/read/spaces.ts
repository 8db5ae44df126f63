/** How many spaces a text ends with. */
export function spacesAtEnd(text: string): number {
  let count = 0;
  while (' \t\n'.includes(text[text.length - 1 - count] ?? '-')) count++;
  return count;
}
