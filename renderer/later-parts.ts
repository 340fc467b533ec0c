/** What the window shows below its first button, or only after something was done in it: a script of its own, which `later.svelte.ts` loads. */
export { default as CallPath } from './components/CallPath.svelte';
export { default as CredentialsDialog } from './components/CredentialsDialog.svelte';
export { default as DevicePanel } from './components/DevicePanel.svelte';
export { default as LiveCalls } from './components/LiveCalls.svelte';
export { default as Overlays } from './components/Overlays.svelte';
export { default as ReportResult } from './components/ReportResult.svelte';
export { default as AboutView } from './views/AboutView.svelte';
export { default as HistoryView } from './views/HistoryView.svelte';
export { default as SettingsView } from './views/SettingsView.svelte';
export { undoLatest } from './components/undo-toast.ts';
export { allTexts } from '../shared/messages/translate.ts';
export { toast } from 'svelte-sonner';
