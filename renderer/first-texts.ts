import { check } from '../shared/messages/en/check.ts';
import { devices } from '../shared/messages/en/devices.ts';
import { exchange } from '../shared/messages/en/exchange.ts';
import { window } from '../shared/messages/en/window.ts';
import { check as zhCheck } from '../shared/messages/zh-CN/check.ts';
import { devices as zhDevices } from '../shared/messages/zh-CN/devices.ts';
import { exchange as zhExchange } from '../shared/messages/zh-CN/exchange.ts';
import { window as zhWindow } from '../shared/messages/zh-CN/window.ts';

/** The groups of texts that the first view of the window shows; all others come with `later-parts.ts`. */
export const firstTexts = {
  en: { check, devices, exchange, window },
  'zh-CN': { check: zhCheck, devices: zhDevices, exchange: zhExchange, window: zhWindow },
} as const;
