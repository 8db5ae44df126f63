import type { Entry } from './words.js';

const toColleague = 'a note to a colleague who has still to do something';
const toCome = 'it stands for what is not known yet';

/** Text that is meant for colleagues, or that stands for what is to come. */
export const placeholders: readonly Entry[] = [
  { text: 'FOR COMMS TEAM', why: toColleague },
  { text: 'FOR COMMS', why: toColleague },
  { text: 'COMMS TO', why: toColleague },
  { text: 'COMMS TEAM TO', why: toColleague },
  { text: 'NOTE TO COMMS', why: toColleague },
  { text: 'NOTE TO EDITOR', why: toColleague },
  { text: 'PLEASE CHECK', why: toColleague },
  { text: 'PLEASE CONFIRM', why: toColleague },
  { text: 'TODO', why: toColleague },
  { text: 'FIXME', why: toColleague },
  { text: 'TBC', why: `to be confirmed: ${toCome}` },
  { text: 'tbc', why: `to be confirmed: ${toCome}` },
  { text: 'TBD', why: `to be decided: ${toCome}` },
  { text: 'TBA', why: `to be announced: ${toCome}` },
  { text: 'TO BE CONFIRMED', why: toCome },
  { text: 'TO BE ADDED', why: toCome },
  { text: 'lorem ipsum', why: "printers' filler text" },
  { text: 'Lorem ipsum', why: "printers' filler text" },
];
