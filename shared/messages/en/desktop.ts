/** What the application itself says, outside of the window's page: menus, dialogs, and answers to the window. */
export const desktop = {
  menu: {
    file: '&File',
    close: 'Close window',
    quit: 'Quit',
    edit: '&Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    view: '&View',
    zoomIn: 'Larger text',
    zoomOut: 'Smaller text',
    actualSize: 'Normal text size',
    fullScreen: 'Full screen',
    reload: 'Reload',
    developerTools: 'Developer tools',
  },
  export: {
    title: 'Export this result',
    button: 'Export',
    html: 'Web page',
    pdf: 'PDF',
    json: 'JSON, for programs',
    md: 'Markdown text',
    txt: 'Plain text',
    csv: 'Measured values',
    zip: 'All formats',
  },
  notice: {
    noHistory:
      '{{reason}} Callpath works without a history until then: export a result to keep it.',
    profileNotUsed:
      '{{reason}} Until then the default profile is in use and settings cannot be changed.',
    recovered_one:
      '{{count}} check was interrupted the last time. What it had measured is in the history.',
    recovered_other: '{{count}} checks were interrupted. What they had measured is in the history.',
  },
  failure: {
    notStarted: 'Callpath could not start',
    unwritableFolder:
      'Callpath cannot write to its data folder {{folder}} ({{reason}}). Check who owns it, and that it is neither full nor read-only; then start Callpath again.',
    internal:
      'Something in Callpath went wrong. Try again; if it stays, restart Callpath and tell your support.',
    invalid: 'Callpath could not use this input ({{reason}}). Correct it and try again.',
    notAllowed: 'This page may not use Callpath.',
    interfaceGone:
      'The network adapter {{name}} is no longer there. Choose another one, or “Automatic”, and check again.',
    checkRunning: 'A check is already running. Wait for its end or cancel it.',
    noHistory: 'There is no history at the moment. The notice at the top of the window says why.',
    nothingToTest:
      'This server could not be tested from this computer: no network adapter is connected. Connect one and try again.',
  },
} as const;
