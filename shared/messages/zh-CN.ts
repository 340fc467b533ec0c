import type { en } from './en.ts';
import type { Translated } from './translate.ts';
import { about } from './zh-CN/about.ts';
import { audit } from './zh-CN/audit.ts';
import { check } from './zh-CN/check.ts';
import { desktop } from './zh-CN/desktop.ts';
import { devices } from './zh-CN/devices.ts';
import { exchange } from './zh-CN/exchange.ts';
import { finding } from './zh-CN/finding.ts';
import { history } from './zh-CN/history.ts';
import { page } from './zh-CN/page.ts';
import { locked } from './zh-CN/locked.ts';
import { policy } from './zh-CN/policy.ts';
import { probe } from './zh-CN/probe.ts';
import { report } from './zh-CN/report.ts';
import { term } from './zh-CN/term.ts';
import { updates } from './zh-CN/updates.ts';
import { verdict } from './zh-CN/verdict.ts';
import { storage } from './zh-CN/storage.ts';
import { terminal } from './zh-CN/terminal.ts';
import { trouble } from './zh-CN/trouble.ts';
import { webrtc } from './zh-CN/webrtc.ts';
import { window } from './zh-CN/window.ts';
import { witness } from './zh-CN/witness.ts';

export const zhCN = {
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
} satisfies Translated<typeof en>;
