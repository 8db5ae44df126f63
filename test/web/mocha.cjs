// Mocha for browsers leaves itself in the global scope; what it exports is another thing.
require('../../node_modules/mocha/mocha.js');
module.exports = globalThis.Mocha;
