/** A report as a page: HTML and PDF. */
export const page = {
  number: 'Page {{page}} of {{total}}',
  tests: 'Tests',
  openTest: 'Open a test to see all that was measured.',
  changedTitle: 'This report was changed',
  changed:
    'Its content does not match its SHA-256 hash. Do not rely on it; ask for it again from where it was made.',
  intact: 'The hash was checked: the report is as it was written.',
  notCompleted: 'This check did not end: {{status}}. What is missing was not tested.',
  notPrinted: 'The PDF could not be made: {{reason}}. Try again, or save the report as HTML.',
} as const;
