/** When something in Callpath itself breaks, and what happened to the computer during a check. */
export const trouble = {
  page: {
    crashed: {
      running:
        'The window stopped working and was opened again. Your check went on meanwhile: it is in the Check view.',
      idle: 'The window stopped working and was opened again. Your checks are in the history.',
    },
    hung: {
      running:
        'The window did not answer and was opened again. Your check went on meanwhile: it is in the Check view.',
      idle: 'The window did not answer and was opened again. Your checks are in the history.',
    },
  },
  main: {
    running:
      'Something in Callpath went wrong. Your check goes on and is kept. Restart Callpath when it is done.',
    idle: 'Something in Callpath went wrong. Your checks are in the history. Restart Callpath before the next one.',
  },
  endedBefore:
    'Callpath ended unexpectedly the last time. If that happens again, choose Help > Save diagnostics of Callpath and give the file to your support.',
  again: {
    title: 'The window stopped working several times in a row.',
    text: 'A check that is running goes on and is kept in the history. Open the window again, or quit Callpath and start it anew. If it stays, save the diagnostics for your support.',
    open: 'Open again',
    save: 'Save diagnostics…',
    quit: 'Quit',
  },
  diagnostics: {
    title: 'Save diagnostics of Callpath',
    saved: 'Diagnostics saved as {{path}}. Give this file to your support.',
    readme:
      'Diagnostics of Callpath, for the people who look for a fault in it.\n\nIn this file: the log of Callpath, versions, settings without user names and passwords, and the state of the history. Addresses, host names and the names of this computer and its user are replaced by others. No check and no report is in it.',
  },
  test: {
    slept: 'The computer slept during this test.',
    network: 'The network of this computer changed during this test.',
  },
} as const;
