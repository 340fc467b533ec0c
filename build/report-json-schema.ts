import { toJsonSchema } from '@valibot/to-json-schema';
import { reportSchema } from '../shared/report.ts';

/** The report contract as JSON Schema (draft 2020-12), for programs in other languages. Throws for what it cannot say. */
export function reportJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = toJsonSchema(reportSchema, {
    target: 'draft-2020-12',
    errorMode: 'throw',
  });
  return {
    $schema,
    title: 'Callpath report, version 1',
    description:
      'What one check of Callpath measured and concluded. Generated from shared/report.ts.',
    ...schema,
  };
}
