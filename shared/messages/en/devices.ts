/** The test of camera and microphone, which runs only when the person asks for it. */
export const devices = {
  open: 'Test camera and microphone',
  title: 'Camera and microphone',
  privacy:
    'Nothing is recorded, stored or sent. Picture and sound stay in this window and end when you close this test.',
  start: 'Turn on again',
  retry: 'Try again',
  retryOf: 'Try again: {{device}}',
  stop: 'Stop',
  close: 'Close this test',
  failed: 'The test could not be started',
  camera: 'Camera',
  microphone: 'Microphone',
  choose: {
    camera: 'Use this camera',
    microphone: 'Use this microphone',
    none: 'none found',
    notKnown: 'not known until it is on',
    numbered: 'Device {{number}}',
  },
  phase: {
    off: 'off',
    starting: 'starting…',
    on: 'on',
    failed: 'not working',
  },
  announce: {
    camera: 'Camera: {{state}}.',
    microphone: 'Microphone: {{state}}.',
  },
  picture: {
    label: 'Picture of your camera, as in a mirror',
    off: 'No picture',
    size: 'Picture: {{width}} × {{height}} pixels, {{rate}} per second.',
    hint: 'If the picture stays black, look for a cover or a switch at the camera.',
  },
  level: {
    label: 'Loudness',
    listening: 'listening…',
    silent: 'nothing heard',
    quiet: 'quiet',
    good: 'well heard',
    loud: 'too loud',
    off: 'No sound',
    listeningHint: 'Say something.',
    silentHint:
      'Say something. If the bar stays empty, look for a mute switch on the headset or microphone, or choose another one.',
    quietHint: 'Come closer, or make the microphone louder in the sound settings of the system.',
    goodHint: 'Others will hear you well.',
    loudHint:
      'Go further away, or make the microphone quieter in the sound settings of the system.',
  },
  permission: {
    line: 'Permission of the system: {{state}}',
    granted: 'given',
    denied: 'refused',
    restricted: 'refused by a policy of this computer',
    'not-determined': 'not asked for yet',
    unknown: 'not known',
    'not-told': 'not told by this system',
  },
  failure: {
    camera: {
      'blocked-by-system':
        'The system does not let Callpath use the camera. Allow it in the privacy settings of the system under “Camera”, then try again.',
      'blocked-by-policy':
        'A policy of this computer forbids applications to use the camera. Ask the people who look after this computer to allow it.',
      refused:
        'The camera was not allowed. Close this test and open it again; if it stays so, ask the people who look after this computer whether a policy forbids it.',
      'none-found':
        'No camera was found. Connect one, or switch on the one of this computer, then try again.',
      'in-use':
        'The camera is there, but gives no picture. Close other programs that may be using it, such as a call in another window, then try again.',
      gone: 'The chosen camera is no longer there. Choose another one.',
      ended: 'The camera was disconnected or taken by the system. Connect it, then try again.',
      unknown:
        'The camera could not be started ({{reason}}). Restart Callpath; if it stays so, tell your support.',
    },
    microphone: {
      'blocked-by-system':
        'The system does not let Callpath use the microphone. Allow it in the privacy settings of the system under “Microphone”, then try again.',
      'blocked-by-policy':
        'A policy of this computer forbids applications to use the microphone. Ask the people who look after this computer to allow it.',
      refused:
        'The microphone was not allowed. Close this test and open it again; if it stays so, ask the people who look after this computer whether a policy forbids it.',
      'none-found':
        'No microphone was found. Connect a headset or microphone, or switch on the one of this computer, then try again.',
      'in-use':
        'The microphone is there, but gives no sound. Close other programs that may be using it, such as a call in another window, then try again.',
      gone: 'The chosen microphone is no longer there. Choose another one.',
      ended: 'The microphone was disconnected or taken by the system. Connect it, then try again.',
      unknown:
        'The microphone could not be started ({{reason}}). Restart Callpath; if it stays so, tell your support.',
    },
  },
} as const;
