/** How an exported file says whose it is. One that says so is ours, and is overwritten without being asked for. */
export const generator = 'Inspection Reports';

/**
 * The name of the file that a draft is exported to: that of the draft with another ending.
 * @param draft its file name, without folders.
 * @param ending like `.html`.
 */
export function exportedName(draft: string, ending: string): string {
  return `${draft.replace(/\.(?:md|markdown)$/i, '').replace(/\.report$/i, '')}${ending}`;
}
