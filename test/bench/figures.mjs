// How the figures of the benchmark are written. What was not measured says so.

export const notMeasured = 'not measured';

/** @typedef {number | undefined} Figure */

/** @param {Figure} value @param {string} unit @param {Intl.NumberFormatOptions} options */
const figure = (value, unit, options) =>
  value === undefined ? notMeasured : new Intl.NumberFormat('en-GB', options).format(value) + unit;

/** @param {Figure} value */
const threeDigits = (value) => ({ maximumSignificantDigits: Math.abs(value) < 1000 ? 3 : 4 });

/** @param {Figure} value */
export const ms = (value) => figure(value, ' ms', threeDigits(value));
/** @param {Figure} value */
export const seconds = (value) => figure(value, ' s', threeDigits(value));
/** @param {Figure} value */
export const count = (value) => figure(value, '', threeDigits(value));
/** @param {Figure} value */
export const times = (value) => figure(value, ' times', { maximumSignificantDigits: 2 });

/** @param {Figure} value */
export const ratio = (value) =>
  figure(
    value,
    '',
    value < 0.1 ? { maximumSignificantDigits: 2 } : { minimumFractionDigits: 2, maximumFractionDigits: 2 },
  );

/** @param {Figure} bytes */
export const kB = (bytes) => figure(bytes && bytes / 1000, ' kB', { maximumFractionDigits: 0 });

/** @param {Figure} bytes */
export const MB = (bytes) => {
  const digits = Math.abs(bytes) < 1e8 ? 1 : 0;
  return figure(bytes && bytes / 1e6, ' MB', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
};
