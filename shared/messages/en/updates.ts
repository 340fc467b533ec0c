/** The update of Callpath itself: what is there, what happens, what went wrong. `{{detail}}` is for an administrator. */
export const updates = {
  title: 'Updates',
  turnOn: 'Look for updates of Callpath',
  turnOnHint:
    'Asks the server named by your organisation or profile, once a day. Nothing is installed without your consent.',
  check: 'Check for updates',
  download: 'Download',
  cancel: 'Cancel',
  install: 'Install and restart…',
  none: {
    'by-package':
      'This Callpath was installed as a package of this system. Whoever installed it also updates it: ask your administrator for the next one.',
    checkout: 'This Callpath was built here and not installed. It is not updated by itself.',
    'not-writable':
      'You may not replace the file of this Callpath. Ask whoever put it there for the next one, or copy it into a folder of your own.',
    'not-signed':
      'This Callpath does not say who may sign its updates. It is not updated by itself: ask your administrator for the next one.',
    off: 'Updates are off. Callpath asks no server for one.',
    'no-address':
      'Updates are on, but nobody has said where they come from. Ask your administrator for the address.',
  },
  idle: 'Nobody has asked for an update since Callpath was started.',
  checking: 'Asking the server…',
  current: {
    same: 'Callpath is up to date.',
    older:
      'Callpath is newer than what the server offers ({{version}}). An older one is not installed.',
    unsupported:
      'Callpath {{version}} is there, but not for the system of this computer. Update the system first.',
  },
  available: 'Callpath {{version}} is available. Download it when it suits you.',
  availableSize: 'Callpath {{version}} is available ({{size}}). Download it when it suits you.',
  downloading: 'Downloading Callpath {{version}}…',
  size: '{{value}} MB',
  progress: '{{done}} of {{total}}',
  ready: 'Callpath {{version}} has been downloaded and checked. Install it when it suits you.',
  installing: 'Installing Callpath {{version}}. Callpath closes and starts again.',
  failedTitle: 'No update was made',
  failed: {
    unreachable:
      'The server for updates could not be reached, or its answer broke off. Check your connection and try again.',
    untrusted:
      'The server for updates could not prove who it is, so nothing was loaded from it. Tell your administrator.',
    'no-release': 'The server for updates has nothing for this system. Tell your administrator.',
    unreadable:
      'What the server says about the update could not be understood. Try again later; if it stays, tell your administrator.',
    'not-genuine':
      'What was downloaded is not what the publisher of Callpath announced. It was deleted. Try again; if it stays, tell your administrator.',
    'no-space': 'There is not enough free space for the update. Make room and try again.',
    'not-written':
      'The update could not be written on this computer. Ask your administrator for the right to do so.',
  },
  unchanged: 'Callpath stays as it is.',
  detail: 'For your administrator: {{detail}}',
  ask: {
    title: 'Install Callpath {{version}} now?',
    detail: 'Callpath closes, is replaced, and starts again. Your checks and settings stay.',
    install: 'Install and restart',
    later: 'Not now',
  },
  checkRunning: 'A check is running. Wait for its end or cancel it, then install the update.',
  notice: {
    title: 'Callpath {{version}} is available',
    body: 'Open Callpath to download it.',
  },
} as const;
