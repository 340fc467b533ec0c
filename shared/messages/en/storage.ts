/** What is said about the history's file: copies, damage, limits. */
export const storage = {
  sameFile: '{{path}} is the history itself. Choose another file for the copy.',
  backupDialog: 'Save a copy of the history',
  recovered:
    'The history was damaged: {{sessions}} checks could be read and are kept, {{lost}} could not, and the damaged file is kept as {{path}}.',
  recoveredNothing:
    'The history was damaged and nothing in it could be read: Callpath has made a new one and keeps the damaged file as {{path}}.',
  recoveryBusy:
    'The history {{path}} is damaged and in use by another Callpath. Close all other Callpath windows and commands, then start again.',
  readOnly:
    'The history {{path}} is read-only: earlier checks can be read, and new ones are not saved in it. Allow writing to this file, then start Callpath again.',
  removedByLimits_one: '{{count}} old check was removed, as the limits of the history say.',
  removedByLimits_other: '{{count}} old checks were removed, as the limits of the history say.',
  noMatch: 'No session matches. Leave out a filter or a word, and try again.',
  deleteNeedsYes_one: 'This deletes {{count}} session for good. Add --yes to do it.',
  deleteNeedsYes_other: 'This deletes {{count}} sessions for good. Add --yes to do it.',
  deleted_one: '{{count}} session deleted.',
  deleted_other: '{{count}} sessions deleted.',
  backedUp: 'Copied the history to {{path}}.',
  copyExists: '{{path}} is there already. Add --force to replace it.',
  limits:
    'Kept: {{sessions}} sessions, {{sizeMiB}} MiB. Limits: age {{age}} days, size {{size}} MiB.',
  noLimit: 'any number of',
  wouldDelete_one: '{{count}} session would be deleted.',
  wouldDelete_other: '{{count}} sessions would be deleted.',
} as const;
