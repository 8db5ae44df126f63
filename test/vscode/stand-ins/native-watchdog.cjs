// In place of the native module that ends an extension host whose server is gone, even when it is in an endless
// loop. VS Code looks for its server every second without it, and host.mjs ends the whole group of processes.
exports.start = () => {};
exports.exit = (code) => process.exit(code ?? 0);
