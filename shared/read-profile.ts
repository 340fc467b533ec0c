import * as v from 'valibot';
import { failure, type Outcome, success } from './outcome.ts';
import { type Profile, profileSchema } from './profile.ts';

/** Reads a profile's text. Every problem is named with its place, so that one look at the file mends it. */
export function readProfile(text: string, source: string): Outcome<Profile> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failure('profile-not-json', `${source} is not valid JSON: ${reason}. Correct the file.`);
  }
  // An empty list would pass as an object without members.
  const parsed = v.safeParse(profileSchema, Array.isArray(json) ? null : json);
  if (parsed.success) return success(parsed.output);
  const problems = parsed.issues.map((issue) => `  ${placeOf(issue)}: ${reasonOf(issue)}`);
  return failure('profile-invalid', `${source} is not a valid profile:\n${problems.join('\n')}`);
}

function placeOf(issue: v.BaseIssue<unknown>): string {
  return v.getDotPath(issue) ?? 'the whole file';
}

function reasonOf(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    return `there is no such member. Known are ${Object.keys(profileSchema.entries).join(', ')} at the top, and uri, username, credential, secretRef, rest for a TURN server.`;
  }
  return issue.message;
}
