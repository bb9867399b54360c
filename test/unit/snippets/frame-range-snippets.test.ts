import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readFrames } from '../../../server/checks/read-frames.ts';
import { frameDialect } from '../../../server/formats/frames/dialects/all-dialects.ts';
import { expandSnippet } from './expand-snippet.ts';

const path = join(import.meta.dirname, '../../../snippets/frame-range.json');
const snippets = z
  .record(z.string(), z.strictObject({ prefix: z.string(), body: z.string(), description: z.string() }))
  .parse(JSON.parse(readFileSync(path, 'utf8')));

test.each(Object.entries(snippets))('the snippet %s says nothing wrong', (_name, { body }) => {
  const findings = [...readFrames(expandSnippet([body])).findings({ 'frames-ambiguous': 'off' })];
  expect(findings.filter((finding) => finding !== undefined)).toEqual([]);
});

test('the dialects to choose from are known', () => {
  const names = /\|(.*)\|/.exec(snippets['The dialect of the file']?.body ?? '')?.[1]?.split(',') ?? [];
  expect(names.length).toBeGreaterThan(3);
  expect(names.map((name) => frameDialect(name)?.name)).toEqual(names);
});
