type Cell = string | number | boolean | { formula: string; value?: string } | { date: number };
export function workbook(rows: readonly (readonly Cell[])[], merged?: readonly string[]): Uint8Array;
