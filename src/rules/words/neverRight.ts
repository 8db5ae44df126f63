import type { Slip } from './words.js';

const typing = 'a slip of typing that makes another word, which a spelling check passes';
const soundAlike = 'two words that sound alike';
const practise = 'the noun is written practice; practise is the verb';
const parts = 'written in another way, whatever stands around it';

const slips = (why: string, pairs: Readonly<Record<string, string>>): Slip[] =>
  Object.entries(pairs).map(([text, right]) => ({ text, right, why }));

/** Slips that are never right, whatever stands around them. */
export const neverRight: readonly Slip[] = [
  ...slips(typing, {
    'all but once case': 'all but one case',
    'in once case': 'in one case',
    'case manger': 'case manager',
    'case mangers': 'case managers',
    'line manger': 'line manager',
    'line mangers': 'line managers',
    'pubic protection': 'public protection',
    'protect the pubic': 'protect the public',
    'minority ethic': 'minority ethnic',
    'ethic minority': 'ethnic minority',
    'ethic minorities': 'ethnic minorities',
    'statuary partner': 'statutory partner',
    'statuary partners': 'statutory partners',
    'statuary order': 'statutory order',
    'statuary orders': 'statutory orders',
    'statuary requirements': 'statutory requirements',
    'to asses': 'to assess',
    'risk of ham': 'risk of harm',
    'out-of-court disposable': 'out-of-court disposal',
    'out-of-court disposables': 'out-of-court disposals',
  }),
  ...slips(soundAlike, {
    'principle inspector': 'principal inspector',
    'could of been': 'could have been',
    'should of been': 'should have been',
    'would of been': 'would have been',
    'might of been': 'might have been',
    'must of been': 'must have been',
    'was lead by': 'was led by',
    'were lead by': 'were led by',
    'is lead by': 'is led by',
    'are lead by': 'are led by',
    'has lead to': 'has led to',
    'have lead to': 'have led to',
    'had lead to': 'had led to',
    'an affect on': 'an effect on',
    'their is': 'there is',
    'their are': 'there are',
    'bare in mind': 'bear in mind',
  }),
  ...slips(practise, {
    'best practise': 'best practice',
    'good practise': 'good practice',
    'poor practise': 'poor practice',
    'practise example': 'practice example',
    'practise examples': 'practice examples',
  }),
  ...slips(parts, {
    'safe guarding': 'safeguarding',
    'well being of': 'wellbeing of',
    'safety and well being': 'safety and wellbeing',
    'out-of court': 'out-of-court',
    'out of-court': 'out-of-court',
  }),
];
