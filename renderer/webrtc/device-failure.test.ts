import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../shared/messages/translate.ts';
import { deviceKinds } from '../../shared/devices.ts';
import { type DeviceFailureKind, explainDeviceError } from './device-failure.ts';

const refused = new DOMException('Permission denied', 'NotAllowedError');

describe('explainDeviceError', () => {
  it.each([
    ['NotFoundError', 'none-found'],
    ['NotReadableError', 'in-use'],
    ['AbortError', 'in-use'],
    ['OverconstrainedError', 'gone'],
    ['SecurityError', 'blocked-by-policy'],
    ['TypeError', 'unknown'],
  ])('takes %s for %s', (name, kind) => {
    const explained = explainDeviceError(new DOMException('said so', name), 'granted');
    expect(explained).toEqual({ kind, reason: `${name}: said so` });
  });

  it('tells a refusal of the system from one of a policy and from one of the application', () => {
    expect(explainDeviceError(refused, 'denied').kind).toBe('blocked-by-system');
    expect(explainDeviceError(refused, 'restricted').kind).toBe('blocked-by-policy');
    expect(explainDeviceError(refused, 'granted').kind).toBe('refused');
    expect(explainDeviceError(refused, 'not-told').kind).toBe('refused');
  });

  it('believes Chromium when it names the system', () => {
    const bySystem = new DOMException('Permission denied by system', 'NotAllowedError');
    expect(explainDeviceError(bySystem, 'granted').kind).toBe('blocked-by-system');
  });

  it('takes what is no Error, too', () => {
    const overconstrained = { name: 'OverconstrainedError', message: '', constraint: 'deviceId' };
    expect(explainDeviceError(overconstrained, 'granted')).toEqual({
      kind: 'gone',
      reason: 'OverconstrainedError',
    });
    expect(explainDeviceError('broken', 'granted')).toEqual({ kind: 'unknown', reason: 'broken' });
    expect(explainDeviceError(null, 'granted').kind).toBe('unknown');
  });
});

describe('the words of a failure', () => {
  const kinds: readonly DeviceFailureKind[] = [
    'blocked-by-system',
    'blocked-by-policy',
    'refused',
    'none-found',
    'in-use',
    'gone',
    'ended',
    'unknown',
  ];

  it.each(['en', 'zh-CN'] as const)('differ for each device and each reason, in %s', (locale) => {
    const t = createTranslate(locale);
    const texts = deviceKinds.flatMap((device) =>
      kinds.map((kind) => t(`devices.failure.${device}.${kind}`, { reason: 'X: y' })),
    );
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.filter((text) => text.includes('X: y'))).toHaveLength(2);
  });
});
