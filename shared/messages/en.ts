import { about } from './en/about.ts';
import { audit } from './en/audit.ts';
import { check } from './en/check.ts';
import { desktop } from './en/desktop.ts';
import { devices } from './en/devices.ts';
import { exchange } from './en/exchange.ts';
import { finding } from './en/finding.ts';
import { history } from './en/history.ts';
import { page } from './en/page.ts';
import { locked } from './en/locked.ts';
import { policy } from './en/policy.ts';
import { probe } from './en/probe.ts';
import { report } from './en/report.ts';
import { term } from './en/term.ts';
import { updates } from './en/updates.ts';
import { verdict } from './en/verdict.ts';
import { storage } from './en/storage.ts';
import { terminal } from './en/terminal.ts';
import { trouble } from './en/trouble.ts';
import { webrtc } from './en/webrtc.ts';
import { window } from './en/window.ts';
import { witness } from './en/witness.ts';

/** English, the language that all others are measured by: what is a key here must be one there. */
export const en = {
  about,
  audit,
  check,
  desktop,
  devices,
  exchange,
  finding,
  history,
  page,
  locked,
  policy,
  probe,
  report,
  term,
  storage,
  terminal,
  trouble,
  updates,
  verdict,
  webrtc,
  window,
  witness,
} as const;
