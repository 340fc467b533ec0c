/** Chromium refuses its sandbox to root, which is what tests in a container usually are. */
export const sandboxSwitches: readonly string[] = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** This environment in English and without a display: nothing that runs in it may need one. */
export function withoutDisplay(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const { DISPLAY: _x11, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  return { ...env, LC_ALL: 'C.UTF-8', ...more };
}
