import * as v from 'valibot';
import { UpdateError } from './update-failure.ts';
import type { OfferedRelease } from './updates.ts';

const maxReleaseBytes = 1024 ** 3;

const fileSchema = v.object({
  url: v.pipe(v.string(), v.minLength(1), v.maxLength(2000)),
  sha512: v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{86}==$/, 'no SHA-512 in base64')),
  size: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maxReleaseBytes)),
});

/** Of `latest*.yml`, the members that Callpath relies on. */
const releaseSchema = v.object({
  version: v.pipe(v.string(), v.maxLength(100)),
  files: v.pipe(v.array(fileSchema), v.minLength(1), v.maxLength(50)),
});

type ReleaseFile = v.InferOutput<typeof fileSchema>;

/** What replaces this Callpath, by the end of its name. */
const extensions: Partial<Record<NodeJS.Platform, string>> = {
  linux: '.appimage',
  darwin: '.zip',
  win32: '.exe',
};

export interface ReleaseTerms {
  /** electron-updater would download it. */
  isNewer: boolean;
  /** Of the own version to the offered one: below zero where the own one is older. */
  order: number;
  platform: NodeJS.Platform;
  arch: string;
}

/**
 * What `latest*.yml` offers, once electron-updater could read it. Throws an `UpdateError` where something is missing that an
 * update needs: each file's SHA-512 and size, and one for this system.
 */
export function readRelease(info: unknown, terms: ReleaseTerms): OfferedRelease {
  const read = v.safeParse(releaseSchema, info);
  if (!read.success) {
    const [issue] = read.issues;
    throw new UpdateError(
      'unreadable',
      `${v.getDotPath(issue) ?? 'the release'}: ${issue.message}`,
    );
  }
  const { version, files } = read.output;
  if (terms.isNewer) return { version, comparison: 'newer', bytes: fileFor(files, terms).size };
  const { order } = terms;
  const comparison = order === 0 ? 'same' : order > 0 ? 'older' : 'unsupported';
  return { version, comparison, bytes: null };
}

/** The one that electron-updater takes. */
function fileFor(files: readonly ReleaseFile[], { platform, arch }: ReleaseTerms): ReleaseFile {
  const end = extensions[platform] ?? '';
  const fitting = files.filter(({ url }) => url.toLowerCase().endsWith(end));
  const file = fitting.find(({ url }) => url.includes(arch)) ?? fitting[0];
  if (!file || end === '')
    throw new UpdateError('no-release', `there is no ${end} for ${platform}`);
  return file;
}
