import { createTranslate } from '../../../shared/messages/translate.ts';
import { diagnose } from '../diagnose.ts';
import { recordedEvidence, recordedNames } from './recorded.ts';

const intro = `# Headlines of recorded checks

Every check in \`tests/testdata/recorded\` is judged anew, and this is what a person reads first: level, whose problem it is, and
the headline. Made by \`npm run findings\`; \`electron/diagnosis/recorded.test.ts\` fails where the rules or texts say something else.
`;

/** Level, owner and headline of every recorded check in both languages, as Markdown. */
export function headlineTable(): string {
  const [english, chinese] = [createTranslate('en'), createTranslate('zh-CN')];
  const rows = recordedNames.map((name) => {
    const evidence = recordedEvidence(name);
    const { level, owner = '', headline } = diagnose(evidence, english).verdict;
    const translated = diagnose(evidence, chinese).verdict.headline;
    return `| \`${name}\` | ${level} | ${owner} | ${headline} | ${translated} |`;
  });
  const head = [
    '| recording | level | owner | headline | 中文 |',
    '| --- | --- | --- | --- | --- |',
  ];
  return `${[intro, ...head, ...rows].join('\n')}\n`;
}
