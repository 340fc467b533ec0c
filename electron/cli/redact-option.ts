import { InvalidArgumentError, Option } from 'commander';
import { noRedaction, type Redaction, redactionParts } from '../../shared/redaction.ts';

/** `--redact` for everything, `--redact=addresses,names` for some of it, `--redact=none` against what is preset. */
export function redactOption(where: string): Option {
  const known = redactionParts.join(',');
  return new Option(
    '--redact [parts]',
    `replace ${known}, or only some of these, or none, ${where}`,
  )
    .preset(known)
    .argParser(parseRedaction);
}

function parseRedaction(text: string): Redaction {
  if (text === 'none') return noRedaction;
  const parts = text.split(',').map((part) => part.trim());
  const unknown = parts.filter((part) => !redactionParts.some((known) => known === part));
  if (unknown.length === 0) {
    return { ...noRedaction, ...Object.fromEntries(parts.map((part) => [part, true])) };
  }
  throw new InvalidArgumentError(
    `Known are ${redactionParts.join(', ')}. Write --redact=addresses,names, or --redact alone and last.`,
  );
}
