import type { Range } from '../report/range.js';
import type { Report } from '../report/report.js';
import type { Fix } from '../rules/rule.js';

// The law of safe fixes: whatever an author has typed – words, numbers, the targets of links, the marks of
// emphasis, comments, footnote marks – is there after a safe fix too, in its order, but for what the fix
// names as there to be taken away.

/** Characters that show nothing and cut no word. */
const invisible = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

/** Footnote marks, borders of comments, links, marks of emphasis, hard breaks, words and numbers. */
const token = /\[\^[^\]\s]{1,100}\]|<!--|-->|\]\(|[*_`~]|\\(?=[\r\n])|(?:\p{L}\p{M}*)+|\p{N}+/gu;

/** What an author has typed that a fix may not lose, in its order; the case of letters is nothing. */
export function typedTokens(text: string): string[] {
  return text.normalize('NFC').replace(invisible, '').toLowerCase().match(token) ?? [];
}

/**
 * What is typed in one text and is gone from another, in its order.
 * @param takesAway what may be gone, each as often as it is there; what is taken is counted down.
 */
export function lostTokens(before: string, after: string, takesAway: Map<string, number>): string[] {
  const old = typedTokens(before);
  const fresh = typedTokens(after);
  let first = 0;
  while (first < old.length && first < fresh.length && old[first] === fresh[first]) first++;
  let [oldEnd, freshEnd] = [old.length, fresh.length];
  while (oldEnd > first && freshEnd > first && old[oldEnd - 1] === fresh[freshEnd - 1]) {
    oldEnd--;
    freshEnd--;
  }
  const lost: string[] = [];
  let next = first;
  for (const one of old.slice(first, oldEnd)) {
    const left = takesAway.get(one) ?? 0;
    const kept = fresh.indexOf(one, next);
    if (left > 0) takesAway.set(one, left - 1);
    else if (kept >= 0 && kept < freshEnd) next = kept + 1;
    else lost.push(one);
  }
  return lost;
}

/** Whether a fix loses what an author has typed, beyond what it names: then it is for the author to see. */
export function losesWords(report: Report, { edits, takesAway = [] }: Fix): boolean {
  const left = new Map<string, number>();
  for (const one of takesAway.flatMap(typedTokens)) left.set(one, (left.get(one) ?? 0) + 1);
  return [...edits]
    .sort((a, b) => a.range.start - b.range.start)
    .some(({ range, text }) => {
      if (range.start === range.end) return false;
      const [lead, trail] = wordAround(report, range);
      const old = report.slice(range.start, range.end);
      return lostTokens(lead + old + trail, lead + text + trail, left).length > 0;
    });
}

/** The letters that stand right before a range and right behind it: an edit may change a part of a word. */
function wordAround(report: Report, { start, end }: Range): [string, string] {
  const most = 50;
  const isPart = (character: string) => /[\p{L}\p{M}\p{N}]/u.test(character);
  let [lead, trail] = ['', ''];
  for (let at = start; at > 0 && lead.length < most; at--) {
    const character = report.slice(at - 1, at);
    if (!isPart(character)) break;
    lead = character + lead;
  }
  for (let at = end; trail.length < most; at++) {
    const character = report.slice(at, at + 1);
    if (!isPart(character)) break;
    trail += character;
  }
  return [lead, trail];
}
