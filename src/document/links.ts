/** Whether a reader may be sent to a target: the web, mail, a telephone, or a place by its path. */
export function isSafeTarget(target: string): boolean {
  // Browsers pass over spaces and control characters before and within the name of a scheme.
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(target.replace(/[\s\p{Cc}]/gu, ''))?.[1]?.toLowerCase();
  return scheme === undefined || ['http', 'https', 'mailto', 'tel'].includes(scheme);
}
