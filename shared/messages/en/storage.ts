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
  removedByLimits_one: '{{count}} old check was removed, as the limits of the history say.',
  removedByLimits_other: '{{count}} old checks were removed, as the limits of the history say.',
} as const;
