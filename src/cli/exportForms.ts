/** What a report can be exported to. Apart from the exporters, so that the command line starts without them. */
export const exportForms = ['html', 'pdf', 'docx'] as const;

export type ExportForm = (typeof exportForms)[number];
