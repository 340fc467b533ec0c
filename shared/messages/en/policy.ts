/** What Callpath says of the policy of this computer. `{{place}}` and `{{reason}}` are for the administrator. */
export const policy = {
  administrator: 'The administrator of this computer',
  locked:
    '{{organisation}} decides on this setting: {{setting}} ({{path}}). It cannot be changed here. If you need another value, ask them.',
  forbidden:
    '{{organisation}} does not allow these tests on this computer: {{kinds}}. It is in {{path}}. Leave them out and check again.',
  preset:
    '{{organisation}} has preset this server: it cannot be changed or removed. Add a server of your own, and yours are used instead.',
  serverGone: 'This server is no longer in the policy. Reload the settings.',
  redacted:
    '{{organisation}} has decided that exports leave out more than was asked for: it is replaced here, too.',
  state: {
    none: 'there is no policy',
    active: 'the policy is in effect',
    broken: 'the policy cannot be used',
  },
  source: { policy: 'policy', user: 'user', 'built-in': 'built in' },
  print: { setting: 'setting', source: 'from', lock: 'lock', value: 'value', locked: 'locked' },
  setting: {
    servers: 'servers',
    probes: 'tests',
    budgets: 'time limits',
    locale: 'language',
    supportContact: 'support contact',
    redaction: 'what exports leave out',
    exportFolder: 'export folder',
    retention: 'how long sessions are kept',
    updates: 'updates',
  },
  severalProblems:
    'The policy {{path}} has several wrong members: they are left out, and safe choices are made for them. Settings and callpath --print-policy name them.',
  problem: {
    unreadable:
      'The policy {{place}} cannot be read ({{reason}}). Callpath runs without it, and without updates. Let every user read it.',
    'not-a-file':
      'The policy {{place}} is no file. Callpath runs without it, and without updates. Put the file there.',
    linked:
      'The policy {{place}} is a link to another place. Callpath runs without it, and without updates. Put the file itself there.',
    'too-large':
      'The policy {{place}} is larger than 1 MiB. Callpath runs without it, and without updates. Put a smaller file there.',
    'not-json':
      'The policy {{place}} is not valid JSON ({{reason}}). Callpath runs without it, and without updates. Correct it.',
    'not-an-object':
      'The policy {{place}} is no JSON object. Callpath runs without it, and without updates. Correct it.',
    'previous-in-effect': 'What {{place}} said before stays in effect until Callpath is restarted.',
    'unknown-member':
      'The policy has a member that does not exist: {{place}} ({{reason}}). It is left out. Correct or remove it.',
    'wrong-member':
      'The policy has a wrong value at {{place}} ({{reason}}). It is left out, and the safe choice is made for it. Correct it.',
    'more-problems': 'The policy has {{place}} more problems. Correct these first.',
    'credential-unreadable':
      'The credential file {{place}} of the policy cannot be used ({{reason}}). Its servers are asked without a password. Let every user of Callpath read it.',
    'writable-by-users':
      '{{place}} can be written by ordinary users, so they can change the policy. Let only administrators write it.',
  },
} as const;
