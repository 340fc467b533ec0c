/** What a page of the application finds open when it tries the holes that the security tests try. Runs inside of the page. */
export interface PageHoles {
  ranInline: boolean;
  evaluated: string;
  permissions: string[];
  devices: string;
  served: string[];
  /** How many calls of the main process there are. */
  calls: number;
  /** Those that took an input that none of them knows. */
  accepted: string[];
}

export async function tryPageHoles(): Promise<PageHoles> {
  const script = document.createElement('script');
  script.textContent = 'window.ran = true';
  document.head.append(script);
  // In a task of its own: whatever a debugger asks for may evaluate text.
  const evaluated = new Promise<string>((resolve) => {
    setTimeout(() => {
      try {
        resolve(String(Function('return "evaluated"')()));
      } catch {
        resolve('refused');
      }
    });
  });
  const orRefused = (work: Promise<unknown>, opened: string) =>
    work.then(
      () => opened,
      () => 'refused',
    );
  const names = ['camera', 'microphone', 'geolocation', 'notifications'] as PermissionName[];
  const permissions = names.map((name) => navigator.permissions.query({ name }));
  const files = [
    'app://callpath/..%2fmain%2fmain.js',
    'app://elsewhere/index.html',
    'file:///etc/hostname',
  ];
  const garbage = [42, 'x', true, null, { extra: 1 }, { id: '../../etc/passwd', extra: 1 }, [[]]];
  const api = window.api as unknown as Record<string, (input: unknown) => Promise<unknown>>;
  const calls = Object.keys(api).filter((name) => !name.startsWith('on'));
  const answers = calls.flatMap((name) =>
    garbage.map(async (input) => {
      const answer = (await api[name]?.(input)) as { code?: string } | undefined;
      return answer?.code === 'invalid-input' ? [] : [`${name}(${JSON.stringify(input)})`];
    }),
  );
  return {
    ranInline: 'ran' in window,
    evaluated: await evaluated,
    permissions: (await Promise.all(permissions)).map(({ state }) => state),
    devices: await orRefused(navigator.mediaDevices.getUserMedia({ audio: true }), 'opened'),
    served: await Promise.all(files.map((file) => orRefused(fetch(file), 'served'))),
    calls: calls.length,
    accepted: (await Promise.all(answers)).flat(),
  };
}
