import type { TwoForms } from './words.js';

const pairs = (why: string, ...forms: readonly (readonly [string, string])[]): TwoForms[] =>
  forms.map(([one, other]) => ({ forms: [one, other], why }));

/**
 * Terms that are written in two ways. A star stands for any ending. Terms that are rightly written
 * with hyphens in front of a noun and without them elsewhere stand here with the noun.
 */
export const twoForms: readonly TwoForms[] = [
  ...pairs(
    'with a hyphen or in one word',
    ['wellbeing', 'well-being'],
    ['coordinat*', 'co-ordinat*'],
    ['cooperat*', 'co-operat*'],
    ['co-locat*', 'colocat*'],
    ['co-produc*', 'coproduc*'],
    ['reoffend*', 're-offend*'],
    ['over-represent*', 'overrepresent*'],
    ['under-represent*', 'underrepresent*'],
    ['multi-agency', 'multiagency'],
    ['multi-disciplinary', 'multidisciplinary'],
    ['inter-agency', 'interagency'],
    ['ongoing', 'on-going'],
    ['online', 'on-line'],
    ['email*', 'e-mail*'],
    ['neurodivers*', 'neuro-divers*'],
    ['antisocial behaviour', 'anti-social behaviour'],
    ['pre-court', 'precourt'],
    ['post-court', 'postcourt'],
  ),
  ...pairs(
    'in one word or in two',
    ['casework', 'case work'],
    ['caseload*', 'case load*'],
    ['workload*', 'work load*'],
    ['workforce', 'work force'],
    ['timescale*', 'time scale*'],
    ['timeframe*', 'time frame*'],
    ['skillset*', 'skill set*'],
    ['website*', 'web site*'],
    ['per cent', 'percent'],
  ),
  ...pairs(
    'with a hyphen or without one in front of this noun',
    ['out-of-court disposal*', 'out of court disposal*'],
    ['first-time entrant*', 'first time entrant*'],
    ['trauma-informed approach*', 'trauma informed approach*'],
    ['trauma-informed practice', 'trauma informed practice'],
    ['strengths-based approach*', 'strengths based approach*'],
    ['strengths-based work*', 'strengths based work*'],
    ['child-first approach*', 'child first approach*'],
    ['decision-making process*', 'decision making process*'],
    ['decision-making panel*', 'decision making panel*'],
    ['full-time education', 'full time education'],
  ),
  ...pairs('with a slash or in words', ['and/or', 'and / or']),
  ...pairs(
    'two spellings of one word',
    ['Annexe', 'Annex'],
    ['focused', 'focussed'],
    ['adviser*', 'advisor*'],
  ),
  ...pairs('with a capital or without', ['Black, Asian', 'black, Asian'], ['COVID-19', 'Covid-19']),
];
