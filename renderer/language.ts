import { createContext } from 'svelte';
import type { Language } from './state/language.svelte.ts';

/**
 * The language reaches components by context instead of props: every component needs it, and none changes it. `App`
 * provides it once.
 */
export const [useLanguage, provideLanguage] = createContext<Language>();
