import type { CheckResult } from '../check/check.js';
import { joined, openText, scoreText } from './ratingText.js';

/** A draft of more characters than this is not checked at all. */
export const mostCharacters = 8_000_000;

/** When a draft is checked; `over`: only when it is saved, because it has more characters than that. */
export interface Pace {
  readonly when: 'onType' | 'onSave' | 'never';
  readonly over?: number;
}

/**
 * When a draft is checked, by its size and the author's wish.
 * @param length its characters.
 * @param limit how many it may have to be checked while it is edited.
 */
export function paceFor(length: number, limit: number, wish: 'onType' | 'onSave'): Pace {
  if (length > mostCharacters) return { when: 'never' };
  return length > limit ? { when: 'onSave', over: limit } : { when: wish };
}

/** The last check of a draft. */
export interface LastCheck {
  readonly result: CheckResult;
  readonly publication: boolean;
  readonly at: Date;
  /** Milliseconds. */
  readonly duration: number;
}

/** What is to be said of a draft's check, for an author who wonders; undefined before the first. */
export function checkStatus(
  pace: Pace,
  last: LastCheck | undefined,
): { readonly text: string; readonly detail: string; readonly warning: boolean } | undefined {
  if (pace.when === 'never')
    return {
      text: 'Not checked',
      detail: `more than ${millions(mostCharacters)} million characters: checking it would hold up the editor`,
      warning: true,
    };
  if (!last) return undefined;
  const { result, publication, at, duration } = last;
  const { rating, framework, report } = result;
  const time = `${publication ? 'for publication, ' : ''}checked at ${at.toLocaleTimeString()} in ${duration.toFixed(0)} ms`;
  const large =
    pace.over === undefined
      ? undefined
      : `checked only when it is opened or saved, because it has more than ${millions(pace.over)} million characters`;
  if (!framework || !rating)
    return { text: 'Framework not known', detail: joined(time, large), warning: true };
  const against = `${framework.id}${report.layout ? `, ${report.layout.id}` : ''}`;
  return { text: scoreText(rating), detail: joined(against, time, large, openText(rating)), warning: false };
}

function millions(characters: number): string {
  return String(characters / 1_000_000);
}
