import type { MessageKey, Translate } from '../../shared/messages/translate.ts';
import { isOutward } from '../../shared/outward-interface.ts';
import { stepText as textOfStep } from '../../shared/step-text.ts';
import type { Format } from '../format.ts';
import type { Observation } from './observation.ts';
import { commonReason, joinTransports, splitTransports } from './path-servers.ts';
import { serverName } from './server-name.ts';
import { combineTests, type Standing } from './standing.ts';

/** One line of what a check does and did, in words. */
export interface Step {
  key: string;
  standing: Standing;
  text: string;
  /** From the session's start; `null` as long as the step waits. */
  startedAtMs: number | null;
  /** `null` until all of the step ended. */
  durationMs: number | null;
}

/** With more lines than this, servers are counted instead of named; the picture names them. */
const maxNamedSteps = 8;

/** The steps of a check, in the order of its plan. Their number does not change while it runs. */
export function makeSteps(
  observations: readonly Observation[],
  t: Translate,
  format: Format,
): Step[] {
  const named = group(observations, ({ kind, target }) => `${kind} ${serverName(target).name}`);
  const groups = named.length <= maxNamedSteps ? named : group(observations, ({ kind }) => kind);
  return groups.map(({ key, members }) => {
    const servers = new Set(members.map(({ target }) => serverName(target).name));
    return {
      key,
      standing: combineTests(members),
      text: servers.size > 1 ? countText(members, servers, t) : stepText(members, t, format),
      ...timeOf(members),
    };
  });
}

function group(
  observations: readonly Observation[],
  keyOf: (observation: Observation) => string,
): { key: string; members: Observation[] }[] {
  const groups = new Map<string, Observation[]>();
  for (const observation of observations) {
    const key = keyOf(observation);
    const members = groups.get(key);
    if (members) members.push(observation);
    else groups.set(key, [observation]);
  }
  return [...groups].map(([key, members]) => ({ key, members }));
}

function timeOf(members: readonly Observation[]): Pick<Step, 'startedAtMs' | 'durationMs'> {
  const starts = members.flatMap(({ startedAtMs }) => startedAtMs ?? []);
  const startedAtMs = starts.length === 0 ? null : Math.min(...starts);
  const ends = members.flatMap(({ probe }) =>
    probe === null ? [] : [probe.startedAtMs + probe.durationMs],
  );
  const isDone = ends.length === members.length && startedAtMs !== null;
  return { startedAtMs, durationMs: isDone ? Math.max(...ends) - startedAtMs : null };
}

function stepText(members: readonly Observation[], t: Translate, format: Format): string {
  const [first] = members;
  const standing = combineTests(members);
  const server = first === undefined ? '' : serverName(first.target).name;
  switch (first?.kind) {
    case 'local.interfaces':
      return interfacesText(first, standing, t);
    case 'relay.baseline':
      return t(`window.step.baseline.${phrase(standing, ['works', 'fails', 'unknown'])}`);
    case 'stun.binding':
      return bindingText(members, standing, server, t);
    case 'turn.allocate':
      return allocateText(members, standing, server, t, format);
    default:
      return first === undefined ? '' : otherText(first, t);
  }
}

function otherText({ progress, ...observation }: Observation, t: Translate): string {
  const text = textOfStep(observation.probe ?? observation, t);
  return progress === undefined ? text : t('window.step.progress', { text, progress });
}

/** The phrase for a standing, of those that a step has. What was not tested reads as what would have been. */
function phrase<P extends Standing>(
  standing: Standing,
  phrases: readonly P[],
): P | 'waiting' | 'running' {
  if (standing === 'running') return 'running';
  return phrases.find((one) => one === standing) ?? 'waiting';
}

function interfacesText({ probe }: Observation, standing: Standing, t: Translate): string {
  const form = phrase(standing, ['works', 'fails', 'unknown']);
  const interfaces = probe?.kind === 'local.interfaces' ? (probe.result?.interfaces ?? []) : [];
  const usable = interfaces.filter(isOutward);
  return t(`window.step.interfaces.${form}`, { count: usable.length });
}

function bindingText(
  members: readonly Observation[],
  standing: Standing,
  server: string,
  t: Translate,
): string {
  const form = phrase(standing, ['works', 'partly', 'fails', 'unknown']);
  const [address] = members.flatMap(({ probe }) =>
    probe?.kind === 'stun.binding' ? (probe.result?.mappedAddress?.address ?? []) : [],
  );
  const key: MessageKey =
    form === 'works' && address === undefined
      ? 'window.step.binding.worksNoAddress'
      : `window.step.binding.${form}`;
  return t(key, { server, address: address ?? '', reason: reasonText(members, t) });
}

function allocateText(
  members: readonly Observation[],
  standing: Standing,
  server: string,
  t: Translate,
  format: Format,
): string {
  const { working, failing } = splitTransports(members);
  const isSplit = working.length > 0 && failing.length > 0;
  // Half of a transport (one address family) is not "over UDP, but not over UDP".
  const form = phrase(standing === 'partly' && !isSplit ? 'works' : standing, [
    'works',
    'partly',
    'fails',
    'unknown',
  ]);
  const over = working.length > 0 ? working : failing;
  return t(`window.step.allocate.${form}`, {
    server,
    over: isSplit ? format.list(over.map((one) => one.toUpperCase())) : joinTransports(over),
    failing: format.list(failing.map((one) => one.toUpperCase())),
    reason: reasonText(members, t),
  });
}

function reasonText(members: readonly Observation[], t: Translate): string {
  return t(commonReason(members) ?? 'window.standing.fails');
}

function countText(
  members: readonly Observation[],
  servers: ReadonlySet<string>,
  t: Translate,
): string {
  const kind = members[0]?.kind ?? 'stun.binding';
  if (kind !== 'turn.allocate' && kind !== 'stun.binding') {
    const done = members.filter(({ phase }) => phase === 'ended').length;
    const test = t(`report.kind.${kind}`);
    return t('window.step.countAll', { test, done, total: members.length });
  }
  const area = kind === 'turn.allocate' ? 'allocateAll' : 'bindingAll';
  if (members.every(({ phase }) => phase === 'waiting')) return t(`window.step.${area}.waiting`);
  const answered = group(members, ({ target }) => serverName(target).name).filter((server) =>
    ['works', 'partly'].includes(combineTests(server.members)),
  );
  return t(`window.step.${area}.done`, { done: answered.length, total: servers.size });
}
