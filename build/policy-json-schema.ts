import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import { type Policy, policySchema, policyTurnServerSchema } from '../shared/policy.ts';
import { stunUriSchema, turnUriSchema } from '../shared/profile.ts';

/** What an editor shows beside each member. */
const descriptions = {
  $schema: 'Where this schema is, for editors. It has no effect.',
  organisation: 'Whose decision it is, as users know it. Shown beside each locked setting.',
  servers: 'The servers that are asked. Locked, they are the only ones.',
  probes: 'Which tests may run. What is forbidden is forbidden also where it is allowed.',
  budgets: 'The longest times that a test takes.',
  locale: 'The language of window, terminal and reports.',
  supportContact: 'Whom users turn to: a mail address, a telephone number, a room.',
  redaction: 'What exports leave out. Locked, at least what is true is replaced in every export.',
  exportFolder: 'Where saving a report begins. An absolute path.',
  retention: 'When old sessions are removed for good. null is no limit.',
  updates: 'Whether Callpath looks for updates, and where.',
  mayChange:
    'The settings that users may change all the same: the values here are where they begin.',
} as const satisfies Record<keyof Policy, string>;

/** What the rules of the code's own say, as far as JSON Schema can say it. */
const rules = new Map<unknown, JsonSchema>([
  [stunUriSchema.pipe[0], { pattern: '^stuns?:' }],
  [turnUriSchema.pipe[0], { pattern: '^turns?:' }],
  [
    policyTurnServerSchema.pipe[0],
    { oneOf: ['credential', 'credentialFile', 'ask'].map((source) => ({ required: [source] })) },
  ],
]);

/**
 * The policy as JSON Schema (draft 2020-12), for administrators' editors. It is wider than the program in addresses of
 * servers and in lengths in bytes. Throws for anything else that it cannot.
 */
export function policyJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = toJsonSchema(policySchema, {
    target: 'draft-2020-12',
    errorMode: 'throw',
    ignoreActions: ['check', 'max_bytes'],
    overrideSchema: ({ valibotSchema, jsonSchema }) => {
      const rule = rules.get(valibotSchema);
      return rule && { ...jsonSchema, ...rule };
    },
  });
  return {
    $schema,
    title: 'Callpath policy',
    description:
      'What the administrator of a computer decides for Callpath. Generated from shared/policy.ts.',
    ...schema,
    properties: Object.fromEntries(
      Object.entries(descriptions).map(([name, description]) => [
        name,
        { description, ...(schema.properties?.[name] as JsonSchema) },
      ]),
    ),
  };
}
