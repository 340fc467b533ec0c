import type { en } from './en.ts';
import type { Translated } from './translate.ts';
import { finding } from './zh-CN/finding.ts';
import { probe } from './zh-CN/probe.ts';
import { report } from './zh-CN/report.ts';
import { terminal } from './zh-CN/terminal.ts';
import { window } from './zh-CN/window.ts';

export const zhCN = { finding, probe, report, terminal, window } satisfies Translated<typeof en>;
