const word = /[\p{L}\p{N}]+/gu;

/** How often each word stands in a text, whatever its case. */
function counted(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [each] of text.normalize('NFKC').toLowerCase().matchAll(word))
    counts.set(each, (counts.get(each) ?? 0) + 1);
  return counts;
}

/** The words of a text that another does not have, or not as often, in their order. */
export function wordsMissing(text: string, other: string): string[] {
  const there = counted(other);
  const missing: string[] = [];
  for (const [each] of text.normalize('NFKC').matchAll(word)) {
    const left = there.get(each.toLowerCase()) ?? 0;
    if (left === 0) missing.push(each);
    else there.set(each.toLowerCase(), left - 1);
  }
  return missing;
}
