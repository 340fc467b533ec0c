import { bundle } from '../../build/bundle.ts';
import { displayForTests } from './display.ts';

/** Builds the application, and gives it a display where there is none; returns what ends that display. */
export default async function globalSetup(): Promise<() => void> {
  await bundle();
  const { display, end } = await displayForTests();
  process.env['DISPLAY'] = display;
  return end;
}
