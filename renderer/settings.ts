import { createContext } from 'svelte';
import type { SettingsState } from './state/settings-state.svelte.ts';

/** Settings reach components by context, as the language does: what an administrator has decided shows in many places. */
export const [useSettings, provideSettings] = createContext<SettingsState>();
