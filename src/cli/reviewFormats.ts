/** How what came back is printed. Apart from what reads it, so that the command line starts without it. */
export const reviewFormats = ['text', 'json', 'csv'] as const;
