import type { Framework } from '../framework/framework.js';
import type { Part } from '../framework/pack.js';
import { likeness, wordsOnly } from '../framework/wording.js';
import type { HeadingDraft } from './headings.js';
import { isPart, layoutParts } from './parts.js';
import type { Heading } from './report.js';

/** Says which headings are standards and which are domains, and which of those stand in an annexe. */
export function classifyHeadings(headings: readonly HeadingDraft[], framework: Framework | undefined): void {
  let inAnnexe = false;
  for (const heading of headings) {
    if (heading.depth <= 2)
      inAnnexe = heading.depth === 2 && heading.kind === 'other' && opensAnnexe(heading, framework);
    heading.inAnnexe = inAnnexe;
    if (!framework) heading.kind = 'other';
    else if (heading.kind === 'domain') {
      const domain = framework.domainByNumber.get(heading.domain ?? 0);
      const titled = domain !== undefined && likeness(domain.title, heading.title) >= 0.5;
      // A numbered heading further down is a list of somebody's own, unless it has a domain's title.
      // Nor is a part that somebody numbered: `1. Ratings`.
      const isOther = layoutParts(framework).some(
        (part) => part.kind !== 'domain' && isPart(part, heading.title),
      );
      if (inAnnexe || isOther || (heading.depth > 2 && !titled)) heading.kind = 'other';
    }
  }
  if (!framework) return;
  misnumberedDomains(headings, framework);
  domainsByTitle(headings, framework);
  standardsByTitle(headings, framework);
}

function opensAnnexe(heading: HeadingDraft, framework: Framework | undefined): boolean {
  const isSummary = (part: Part) => part.kind === 'summary' && isPart(part, heading.text);
  return (
    /^\s*annexe?\b/i.test(heading.text) || (framework !== undefined && layoutParts(framework).some(isSummary))
  );
}

/** A heading with a standard's number, right above another with it, opens the domain (docs/format.md, Headings). */
function misnumberedDomains(headings: readonly HeadingDraft[], framework: Framework): void {
  const standards = inBody(headings, 'standard');
  const domains = inBody(headings, 'domain');
  for (const [index, heading] of headings.entries()) {
    if (heading.kind !== 'standard' || heading.inAnnexe) continue;
    const next = headings[index + 1];
    const domain = framework.domainByNumber.get(heading.domain ?? 0);
    if (domains.some((each) => each.domain === heading.domain)) continue;
    const own = framework.standardById.get(heading.standard ?? '')?.title ?? '';
    const follows =
      // One heading right below another is read with it.
      next?.block.passage === heading.block.passage &&
      next.block.index === heading.block.index + 1 &&
      next.standard === heading.standard &&
      wordsOnly(heading.title) !== wordsOnly(own);
    const titled = domain !== undefined && wordsOnly(domain.title) === wordsOnly(heading.title);
    const twin = follows
      ? next
      : titled
        ? standards.find((each) => each !== heading && each.standard === heading.standard)
        : undefined;
    if (!twin) continue;
    heading.kind = 'domain';
    heading.misnumbered = twin;
    delete heading.standard;
  }
}

/** A domain's title without its number, or with another's, is that domain, where no heading has its number. */
function domainsByTitle(headings: readonly HeadingDraft[], framework: Framework): void {
  const domains = inBody(headings, 'domain');
  const count = (number: number | undefined) => domains.filter((each) => each.domain === number).length;
  for (const { number, title } of framework.domains) {
    if (count(number) > 0) continue;
    // A number that is another domain's is a slip only where that domain has a second heading.
    const isSlip = (each: HeadingDraft) =>
      each.kind === 'domain' &&
      each.misnumbered === undefined &&
      (!framework.domainByNumber.has(each.domain ?? 0) || count(each.domain) > 1);
    const titled = headings.find(
      (each) =>
        !each.inAnnexe &&
        each.depth === 2 &&
        (each.kind === 'other' || isSlip(each)) &&
        wordsOnly(each.title) === wordsOnly(title),
    );
    if (!titled) continue;
    if (titled.kind === 'domain' && titled.domain !== undefined) titled.typedDomain = titled.domain;
    titled.kind = 'domain';
    titled.domain = number;
  }
}

/**
 * The number identifies a standard. Only where it is on two headings, is not the framework's, or is
 * left out can the title say which standard is meant: one that no heading has.
 */
function standardsByTitle(headings: readonly HeadingDraft[], framework: Framework): void {
  const body = inBody(headings, 'standard');
  const count = new Map<string, number>();
  for (const { standard = '' } of body) count.set(standard, (count.get(standard) ?? 0) + 1);
  const free = new Set(framework.standards.filter((each) => !count.has(each.id)).map((each) => each.id));
  const titled = (heading: Heading, id: string) =>
    wordsOnly(framework.standardById.get(id)?.title ?? '') === wordsOnly(heading.title);
  let within: number | undefined;
  for (const heading of headings) {
    if (heading.kind === 'domain') within = heading.domain;
    else if (heading.depth <= 2) within = undefined;
    if (heading.inAnnexe || heading.kind === 'domain') continue;
    const { standard } = heading;
    if (standard === undefined && (heading.depth !== 3 || within === undefined)) continue;
    if (standard !== undefined && framework.standardById.has(standard)) {
      if (count.get(standard) === 1) continue;
      if (titled(heading, standard) && (within === undefined || within === heading.domain)) continue;
    }
    const meant = [...free].filter(
      (id) => titled(heading, id) && (within === undefined || id.startsWith(`${String(within)}.`)),
    );
    const [only] = meant;
    if (meant.length !== 1 || only === undefined) {
      // `1.1 million people`, beside the true 1.1 and in another part, is no standard at all.
      const isStray = standard !== undefined && within !== heading.domain && !titled(heading, standard);
      if (isStray && body.some((each) => each.standard === standard && titled(each, standard))) {
        heading.kind = 'other';
        delete heading.standard;
      }
      continue;
    }
    heading.kind = 'standard';
    heading.resolved = only;
    free.delete(only);
    if (standard !== undefined) count.set(standard, (count.get(standard) ?? 1) - 1);
  }
}

function inBody(headings: readonly HeadingDraft[], kind: Heading['kind']): HeadingDraft[] {
  return headings.filter((each) => each.kind === kind && !each.inAnnexe);
}
