/** What the second witness, Chromium, says of its own calls. */
export const witness = {
  /** How far a call came: what did not happen, after "The test call stopped at". */
  stage: {
    offer: 'the offer',
    gathering: 'looking for ways',
    checking: 'trying the ways',
    'ice-connected': 'finding a way that works (ICE)',
    'dtls-connected': 'the encrypted connection (DTLS)',
    'channel-open': 'the data channel (SCTP)',
    stream: 'the data',
    closed: 'the end',
  },
  error: {
    noChromium:
      'Real test calls need the desktop application. Start Callpath, or its --headless command line, to run them.',
    adapter:
      'Chromium cannot be told which adapter to use, so test calls are not placed for a single adapter. Check without choosing one.',
    gone: 'The page that places the test calls ended early ({{reason}}). Check again; if it stays so, send this report to support.',
    noCandidates: 'Chromium found no address of this computer to call from.',
    noAnswer: 'Chromium got no answer within {{seconds}} s.',
    notReached: 'Chromium could not reach {{server}} ({{reason}}).',
    stage: 'The test call stopped at {{stage}}, after {{seconds}} s.',
    streamEnded: 'The test call connected, and {{seconds}} s after its start nothing more arrived.',
    noTranslation:
      'The servers see this computer by its own address, so there is no way through a translated one to try.',
  },
} as const;
