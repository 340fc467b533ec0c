import { describe, expect, it } from 'vitest';
import { callName, callOutcome, candidateKind, iceErrorText, voiceWord } from './call-text.ts';
import { explainedIceErrors } from './ice-error.ts';
import { locales } from './locale.ts';
import { createTranslate } from './messages/translate.ts';
import {
  connectedCall,
  droppedCall,
  failedCall,
  iceError,
  relayCandidate,
  skippedCall,
} from './testing/webrtc-probes.ts';

const t = createTranslate('en');
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

describe('callName', () => {
  it('names a relay by its host and its transport, and a bare address with its port', () => {
    expect(callName(connectedCall('relay', 'turns:turn.example.org', 'tls'), t)).toBe(
      'Through turn.example.org over TLS',
    );
    expect(callName(connectedCall('relay', 'turn:192.0.2.1:3479'), t, 'way')).toBe(
      'through 192.0.2.1:3479 over UDP',
    );
  });

  it('knows the way of a call that has not been placed by what it goes through', () => {
    const call = skippedCall('baseline');
    expect(callName(call, t)).toBe('Through this computer’s own relay');
    expect(callName({ kind: 'webrtc.call', target: 'turn:a.example', transport: 'tcp' }, t)).toBe(
      'Through a.example over TCP',
    );
  });
});

describe('callOutcome', () => {
  it('tells a connection, the stage of a failure, and the time of a break', () => {
    expect(callOutcome(connectedCall('host'), t, seconds)).toBe('connected');
    expect(callOutcome(failedCall('host', 'gathering'), t, seconds)).toBe(
      'stopped after 3.0 s at: looking for ways out',
    );
    expect(callOutcome(droppedCall(), t, seconds)).toBe('broke off after 0.6 s');
    expect(callOutcome(skippedCall(), t, seconds)).toBeNull();
  });
});

describe('iceErrorText', () => {
  it.each(locales)(
    'has words for every code, for a code that nobody knows as well (%s)',
    (locale) => {
      const translate = createTranslate(locale);
      const texts = [...explainedIceErrors, 699].map((code) =>
        iceErrorText(iceError(code, { text: '' }), translate),
      );
      expect(new Set(texts.map((text) => text.replace(/^\d+/, ''))).size).toBe(texts.length);
      expect(texts.join()).not.toContain('webrtc.');
    },
  );

  it('repeats what the server said', () => {
    expect(iceErrorText(iceError(401), t)).toBe(
      '401: the server does not accept the user name and password (“Unauthorized”)',
    );
  });
});

describe('words', () => {
  it('tell how a relay is reached where it is not UDP', () => {
    expect(candidateKind(relayCandidate('turn:a.example', 'tls'), t)).toBe(
      'relay address (to the relay by TLS)',
    );
    expect(candidateKind(relayCandidate('turn:a.example'), t)).toBe('relay address');
  });

  it.each([
    [4.4, 'excellent'],
    [4.1, 'good'],
    [3.7, 'fair'],
    [3.2, 'poor'],
    [2, 'bad'],
  ] as const)('a score of %d is %s', (mos, word) => {
    expect(voiceWord(mos)).toBe(word);
  });
});
