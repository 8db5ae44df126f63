/**
 * Who a copy is for: `review`, colleagues who send it back; `accuracy`, the inspected service, which checks
 * the facts; `final`, everybody. Apart from what writes it, which is read only where it is asked for.
 */
export const purposes = ['review', 'accuracy', 'final'] as const;
export type Purpose = (typeof purposes)[number];

/** How the file names of a copy end. */
export const wordEndings: Readonly<Record<Purpose, string>> = {
  review: '.review.docx',
  accuracy: '.accuracy.docx',
  final: '.docx',
};

/** How the name of the draft as it was sent ends; it is kept beside the draft, for comparing with what comes back. */
export function sentEnding(digest: string): string {
  return `.sent-${digest.slice(0, 12)}.txt`;
}

/** What there is to know of a copy for review before it is sent to anybody. */
export const reviewWarning =
  'It holds the draft itself, with its front matter and the reasons why checks were turned off, so that changes can be brought back: it is for colleagues, and not to be sent on.';
