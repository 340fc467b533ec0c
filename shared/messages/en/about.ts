/** The view that says what this Callpath is and whose work it carries. */
export const about = {
  title: 'About {{name}}',
  tagline: 'Why won’t my calls connect, and who has to fix what?',
  facts: 'This Callpath',
  version: 'Version',
  electron: 'Electron',
  chromium: 'Chromium',
  node: 'Node.js',
  system: 'System',
  licence: 'Licence',
  licenceText: 'Free software under the MIT licence. It comes without any warranty.',
  copy: 'Copy',
  licences: 'Work of others in it',
  chromiumHint:
    'The licences of what is inside of Chromium are in LICENSES.chromium.html, in the folder of the program.',
  show: 'Show them',
  loading: 'Loading…',
  search: 'Search by name, licence or text',
  found_one: '{{count}} package',
  found_other: '{{count}} packages',
  nothing: 'No package fits. Try another word.',
  missing:
    'This Callpath was built without the list. It is in LICENSES.third-party.txt of a package.',
} as const;
