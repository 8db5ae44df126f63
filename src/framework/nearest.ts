import leven from 'leven';

/**
 * The candidate nearest to a mistyped word, or undefined where none is near enough to be meant:
 * at most one letter in `every` may differ.
 */
export function nearest(typed: string, candidates: Iterable<string>, every = 3): string | undefined {
  const word = typed.toLowerCase();
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of candidates) {
    const distance = leven(word, candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best !== undefined && bestDistance <= Math.max(1, Math.floor(best.length / every))
    ? best
    : undefined;
}
