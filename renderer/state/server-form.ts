import type { ServerInput, ServerView } from '../../shared/ipc.ts';
import type { MessageKey } from '../../shared/messages/translate.ts';
import { parseServerUri } from '../../shared/uri.ts';

/** What a person has typed. `credential` is empty in a form for a server whose credential is stored. */
export interface ServerForm {
  type: ServerView['type'];
  uri: string;
  username: string;
  credential: string;
}

/** Why a field cannot be saved: each problem is its own sentence. */
export type ServerFormProblems = Partial<Record<'uri' | 'username' | 'credential', MessageKey>>;

export const uriExamples = {
  stun: 'stun:stun.example.org:3478',
  turn: 'turn:turn.example.org:3478',
} as const satisfies Record<ServerView['type'], string>;

export const secureUriExample = 'turns:turn.example.org:5349';

export function emptyServerForm(): ServerForm {
  return { type: 'stun', uri: '', username: '', credential: '' };
}

export function formOfServer({ type, uri, username }: ServerView): ServerForm {
  return { type, uri, username: username ?? '', credential: '' };
}

/** The kind of server that an address belongs to by its first letters; `null` as long as they do not tell. */
export function typeOfUri(uri: string): ServerView['type'] | null {
  const scheme = /^\s*(stun|turn)s?:/i.exec(uri)?.[1]?.toLowerCase();
  return scheme === 'stun' || scheme === 'turn' ? scheme : null;
}

/** Everything that keeps the form from being saved. `hasCredential`: one is stored and may stay. */
export function checkServerForm(form: ServerForm, hasCredential: boolean): ServerFormProblems {
  const problems: ServerFormProblems = {};
  const uriProblem = checkUri(form);
  if (uriProblem) problems.uri = uriProblem;
  if (form.type === 'turn') {
    if (form.username.trim() === '') problems.username = 'window.server.problem.username';
    if (form.credential === '' && !hasCredential) {
      problems.credential = 'window.server.problem.credential';
    }
  }
  return problems;
}

/** The form as the main process takes it. Only for a form without problems. */
export function serverInputOf(form: ServerForm): ServerInput {
  const uri = form.uri.trim();
  if (form.type === 'stun') return { type: 'stun', uri };
  const { credential } = form;
  const username = form.username.trim();
  return { type: 'turn', uri, username, ...(credential === '' ? {} : { credential }) };
}

function checkUri({ type, uri }: ServerForm): MessageKey | null {
  const parsed = parseServerUri(uri);
  if (!parsed.ok) return `window.server.problem.${parsed.problem}`;
  return typeOfUri(uri) === type ? null : 'window.server.problem.type';
}
