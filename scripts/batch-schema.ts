// usage: batch-schema.ts
// Writes schemas/batchrender.schema.json, by which editors check and complete *.batchrender.json, from the schema that
// the command line goes by.
import { writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { batchJsonSchema } from '../server/formats/batch-render/batch-schema.ts';
import { at } from './lib/paths.mjs';

/** The text of the file. */
export const batchSchemaText = (): string => `${JSON.stringify(batchJsonSchema(), undefined, 2)}\n`;

if (argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(at('schemas', 'batchrender.schema.json'), batchSchemaText());
}
