import { type Rule, ruleGroups } from '../electron/diagnosis/rules.ts';
import { en } from '../shared/messages/en.ts';

const intro = `# Findings

Every row of the table in \`electron/diagnosis\`, in its order: causes stand before their consequences, and the first finding of the
worst level gives the headline. Made by \`npm run findings\`.

- **severity**: critical only for what stops calls. **level**: the best verdict that is still honest beside it.
- **owner**: whose problem it is; *by evidence* where the row works it out from what else was measured.
- **hides**: findings that are only its consequences; **absorbs**: the same, where they rest on nothing but its own probes.
- \`{{…}}\` is filled in from the evidence, \`$t(…)\` is another text.
`;

/** The whole table of findings with its English texts, as Markdown. */
export function findingsTable(): string {
  const groups = ruleGroups.map(({ title, rules }) => {
    const codes = [...new Map(rules.map((rule) => [rule.code, rule])).values()];
    return [`## ${title}`, ...codes.map(section)].join('\n\n');
  });
  return `${[intro.trimEnd(), ...groups].join('\n\n')}\n`;
}

function section({ code, severity, level, owner, hides, absorbs }: Rule): string {
  const facts = [
    `severity ${severity}`,
    `level ${level}`,
    `owner ${typeof owner === 'function' ? 'by evidence' : owner}`,
    ...(hides ? [`hides ${list(hides)}`] : []),
    ...(absorbs ? [`absorbs ${list(absorbs)}`] : []),
  ];
  const texts = Object.entries(en.finding[code]).map(
    ([name, text]) => `- **${names[name] ?? name}**: ${escape(text)}`,
  );
  return [`### ${code}`, facts.join(' · '), texts.join('\n')].join('\n\n');
}

const names: Partial<Record<string, string>> = {
  user: 'what you can do',
  it: 'what IT must do',
};

function list(codes: readonly string[]): string {
  return codes.map((code) => `\`${code}\``).join(', ');
}

/** What Markdown would act on. */
function escape(text: string): string {
  return text.replace(/[*_<>|]/g, '\\$&');
}
