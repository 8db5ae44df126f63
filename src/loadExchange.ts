/** The ways in and out, loaded when they are first asked for. */
export const loadExchange = () => import('./exchange.js');
