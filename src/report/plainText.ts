/**
 * The way out for text: whatever comes from a draft, a file's name, a settings file or a library's error goes
 * through here before it is shown, so that it says what it says and does nothing. The linter finds what goes
 * round it.
 */

/** Control characters, line and paragraph separators, and marks that turn the direction of what follows. */
const unprintable = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** One line of text for a reader: line breaks and tabs are spaces, all else that can't be printed is `�`. */
export function plainText(text: string): string {
  return text.replace(unprintable, (sign) => (/[\t-\r\u0085\u2028\u2029]/.test(sign) ? ' ' : '\ufffd'));
}

/** Text for a label or a notice of the editor, which would make links of `[…](…)` and icons of `$(…)`. */
export function labelText(text: string): string {
  return plainText(text).replaceAll('](', '] (').replaceAll('$(', '$ (');
}

/** Text for what is read as Markdown, such as a hover. */
export function markdownText(text: string): string {
  // `&` and `<` are among the marks, so that no entity and no tag is left either.
  return plainText(text)
    .replace(/[!-/:-@[-`{-~]/g, '\\$&')
    .replace(/\s+/g, ' ');
}

/** A value as JSON that holds none of these characters, nor what a workflow's log takes for a command, and says the same. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent)
    .replace(unprintable, (sign) =>
      // What JSON lays out itself.
      sign === '\n' ? sign : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    .replaceAll('##[', '##\\u005b');
}

/** A value with all strings in it, at whatever depth, made into others. */
export function withStrings<T>(value: T, change: (text: string) => string): T {
  const changed = (part: unknown): unknown => {
    if (typeof part === 'string') return change(part);
    if (Array.isArray(part)) return part.map(changed);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, held]) => [key, changed(held)]));
  };
  return changed(value) as T;
}
