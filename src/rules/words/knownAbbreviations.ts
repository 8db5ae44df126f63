import type { Entry } from './words.js';

const entries = (why: string, texts: string): Entry[] => texts.split(' ').map((text) => ({ text, why }));

/** Abbreviations that every reader knows, or that are the name of what they stand for. */
export const knownAbbreviations: readonly Entry[] = [
  ...entries('a country or a union of countries', 'UK GB EU USA US UN'),
  ...entries(
    'everyday English',
    'AM PM TV DVD CD PC ID IT OK PIN FAQ FAQs HR VIP CCTV DIY AIDS HIV DNA GP GPs MP MPs',
  ),
  ...entries('computing that everybody uses', 'PDF URL USB SMS QR SIM GPS WIFI HTML CSV'),
  ...entries('a way of dating, numbering or closing a letter', 'AD BC NB PS PTO ISBN ISSN'),
  ...entries('an honour or office behind a name', 'CBE OBE MBE KCB CB QC KC QPM BEM JP DL'),
  ...entries('school examinations that go by these letters', 'GCSE GCSEs BTEC BTECs NVQ NVQs'),
  ...entries('an organisation that goes by these letters', 'BBC NHS NSPCC YMCA YWCA RSPCA NATO FC RAF'),
  ...entries('the inspectorate itself and its sisters', 'HM HMI HMIP HMICFRS HMIC CQC'),
  ...entries('part of the name of a place of custody', 'HMP YOI HMYOI HMPYOI'),
  ...entries('everyday English for setting aims and marking progress', 'SMART RAG'),
  ...entries('an illness that goes by these letters', 'COVID'),
];
