import { type Policy, policySchema, settingNames } from '../../shared/policy.ts';
import { leadsElsewhere } from './leads-elsewhere.ts';
import { noPolicy, type PolicyFile, type PolicyProblem } from './policy-file.ts';
import { parsePolicyText } from './policy-text.ts';
import { readLeniently } from './read-leniently.ts';
import { maxPolicyBytes, readSmallFile, type SmallFile } from './small-file.ts';
import { writableByUsers } from './writable-by-users.ts';

const maxCredentialBytes = 4096;
/** A file that is nothing like a policy has thousands. */
const maxMemberProblems = 20;

/** What of the disk is looked at besides the text of the files. */
export interface PolicyDisk {
  read: (path: string, maxBytes: number) => SmallFile;
  writableByUsers: (path: string) => string[];
}

const disk: PolicyDisk = { read: readSmallFile, writableByUsers };

/**
 * Reads the policy of this computer. Never throws: a file that cannot be used is `broken` and says why, a member that cannot
 * be used is left out and named. What the file names stays named, however it is written.
 */
export function readPolicy(file: string, deps: PolicyDisk = disk): PolicyFile {
  const isLinked = leadsElsewhere(file);
  if (isLinked) return broken(file, { code: 'linked', place: file, reason: '' });
  const content = deps.read(file, maxPolicyBytes);
  if (!content.ok) {
    const { code, reason } = content;
    return code === 'missing' ? noPolicy(file) : broken(file, { code, place: file, reason });
  }
  const writable = deps.writableByUsers(file).map(toWritableProblem);
  const parsed = parsePolicyText(content.bytes);
  if (!parsed.ok) {
    const { code, reason } = parsed;
    return broken(file, { code, place: file, reason }, ...writable);
  }
  return readMembers(file, parsed.value, writable, deps);
}

function readMembers(
  file: string,
  value: Record<string, unknown>,
  writable: PolicyProblem[],
  deps: PolicyDisk,
): PolicyFile {
  const wrong: PolicyProblem[] = [];
  const policy = readLeniently(policySchema, value, '', (problem) => {
    wrong.push(problem);
  }) as Policy;
  const named = settingNames.filter((name) => Object.hasOwn(value, name));
  const damaged = named.filter((name) =>
    wrong.some(({ code, place }) => code === 'wrong-member' && place.split(/[.[]/, 1)[0] === name),
  );
  const { credentials, problems } = readCredentials(policy, deps);
  return {
    path: file,
    state: 'active',
    policy,
    problems: [...writable, ...atMost(maxMemberProblems, wrong), ...problems],
    named,
    damaged,
    credentials,
  };
}

function readCredentials({ servers }: Policy, deps: PolicyDisk) {
  const credentials = new Map<string, string>();
  const problems: PolicyProblem[] = [];
  const files = new Set(
    (servers?.turn ?? []).flatMap(({ credentialFile }) => credentialFile ?? []),
  );
  for (const file of files) {
    const content = deps.read(file, maxCredentialBytes);
    const credential = content.ok ? content.bytes.toString('utf8').replace(/\r?\n$/, '') : '';
    if (credential !== '') credentials.set(file, credential);
    else {
      const reason = content.ok ? 'it is empty' : content.reason || content.code;
      problems.push({ code: 'credential-unreadable', place: file, reason });
    }
    if (content.ok) problems.push(...deps.writableByUsers(file).map(toWritableProblem));
  }
  return { credentials, problems };
}

function broken(file: string, ...problems: PolicyProblem[]): PolicyFile {
  return { ...noPolicy(file), state: 'broken', problems };
}

function toWritableProblem(place: string): PolicyProblem {
  return { code: 'writable-by-users', place, reason: '' };
}

function atMost(count: number, problems: PolicyProblem[]): PolicyProblem[] {
  const more = problems.length - count;
  if (more <= 0) return problems;
  return [...problems.slice(0, count), { code: 'more-problems', place: String(more), reason: '' }];
}
