import { describe, expect, test } from 'vitest';
import { expectCase, findingsIn, KEYS, PROJECT, SHOT, SHOTS, type SoraCase, TEMPLATE } from './sora-case.ts';

const CASES: readonly SoraCase[] = [
  {
    name: 'a comma too many',
    finds: 'sora-syntax error',
    marked: '{ "schema": 1«,» }',
    message: 'There is a comma too many: nothing follows it.',
    repairs: ['{ "schema": 1 }'],
  },
  { name: 'a comma too few', finds: 'sora-syntax error', marked: '{ "schema": 1 «"shots"»: [] }' },
  {
    name: 'a number that only Python writes',
    finds: 'sora-syntax error',
    marked: '{ "schema": 1, "current_duration": «NaN» }',
    message: 'JSON has no NaN and no Infinity: write a number, or null.',
  },
  { name: 'an empty file', finds: 'sora-syntax error', marked: '«» \n' },
  { name: 'a list', finds: 'sora-syntax error', marked: '«[1]»' },
  { name: 'a comment', finds: 'sora-syntax error', marked: '«// mine»\n{ "schema": 1 }' },
  { name: 'a mark', finds: 'sora-bom error', marked: '«\ufeff»{ "schema": 1 }', repairs: ['{ "schema": 1 }'] },
  {
    name: 'a newer schema',
    finds: 'sora-schema warning',
    marked: '{ "schema": «99», "shots": null }',
    message: 'Schema 99 is newer than this Compline, which knows 1: it checks and changes nothing.',
    repairs: [],
  },
  { name: 'no schema', finds: 'sora-schema hint', marked: '«{» "shots": [] }' },
  { name: 'an older schema', finds: 'sora-schema warning', marked: '{ "schema": «0» }' },
  { name: 'a schema that is none', finds: 'sora-schema warning', marked: '{ "schema": «"one"» }' },
  {
    name: 'shots that are null',
    finds: 'sora-type error',
    marked: PROJECT('"shots": «null»'),
    message: '`shots` is a list, not null. Sora Studio does not load the project.',
    repairs: [PROJECT('"shots": []')],
  },
  {
    name: 'a width that is a text',
    finds: 'sora-type error',
    marked: SHOT('"width": «"1280"»'),
    message: '`width` is a whole number, not a text.',
    repairs: [SHOT('"width": 1280')],
  },
  {
    name: 'a length with a fraction',
    finds: 'sora-type error',
    marked: SHOT('"duration_s": «8.4»'),
    repairs: [SHOT('"duration_s": 8')],
  },
  {
    name: 'a width with a point',
    finds: 'sora-type warning',
    marked: SHOT('"width": «1280.0»'),
    message: '`width` is a whole number: Sora Studio reads 1280.0 as one with a fraction.',
    repairs: [SHOT('"width": 1280')],
  },
  { name: 'a length without end', finds: 'sora-type error', marked: SHOT('"duration_s": «1e400»'), repairs: [] },
  { name: 'a prompt that is null', finds: 'sora-type error', marked: SHOT('"prompt": «null»'), repairs: [] },
  {
    name: 'a flag that is a text',
    finds: 'sora-type error',
    marked: TEMPLATE('"pinned": «"True"»'),
    repairs: [TEMPLATE('"pinned": true')],
  },
  { name: 'a picture that is none', finds: 'sora-type error', marked: SHOT('"ref_images": ["a.png", «1»]') },
  { name: 'a shot that is none', finds: 'sora-type error', marked: SHOTS('«null»') },
  {
    name: 'keys that are missing',
    finds: 'sora-missing-key error',
    marked: SHOTS('«{» "id": "a", "model": "mine", "width": 1280, "height": 720 }'),
    message: 'Shot 1 has no `duration_s` and `prompt`: Sora Studio does not load the project.',
    repairs: [SHOTS('{ "id": "a", "model": "mine", "width": 1280, "height": 720, "duration_s": 8, "prompt": "" }')],
  },
  {
    name: 'an id that is missing',
    finds: 'sora-missing-key error',
    marked: SHOTS(`«{» ${KEYS.replace('"id": "a", ', '')} }`),
    repairs: [SHOTS(`{ ${KEYS.replace('"id": "a", ', '')}, "id": "NEW-ID" }`)],
  },
  {
    name: 'a key of the project',
    finds: 'sora-unknown-key hint',
    marked: PROJECT('«"studio"»: "North"'),
    message: '`studio` is no key of a project. Sora Studio drops it when it saves.',
    repairs: [],
  },
  {
    name: 'a key of a shot',
    finds: 'sora-unknown-key hint',
    marked: SHOT('«"director"»: "Ana"'),
    message: '`director` is no key of a shot. Sora Studio does not load a project that has it.',
    repairs: [SHOTS(`{ ${KEYS}, "meta": { "compline": { "director": "Ana" } } }`)],
  },
  {
    name: 'a key of a shot that has a meta',
    finds: 'sora-unknown-key hint',
    marked: SHOTS(`{ «"take"»: { "n": 1 }, ${KEYS}, "meta": { "compline": { "csv": "a.csv" } } }`),
    repairs: [SHOTS(`{ ${KEYS}, "meta": { "compline": { "csv": "a.csv", "take": { "n": 1 } } } }`)],
  },
  {
    name: 'a key that is misspelt',
    finds: 'sora-unknown-key warning',
    marked: SHOTS(`{ ${KEYS}, «"statsu"»: "queued" }`),
    message: '`statsu` is no key of a shot. Did you mean `status`?',
    repairs: [
      SHOTS(`{ ${KEYS}, "status": "queued" }`),
      SHOTS(`{ ${KEYS}, "meta": { "compline": { "statsu": "queued" } } }`),
    ],
  },
  { name: 'a key of the settings', finds: 'sora-unknown-key hint', marked: PROJECT('"settings": { «"xyz"»: 1 }') },
  {
    name: 'a key twice',
    finds: 'sora-duplicate-key warning',
    marked: '{ "schema": 1, «"name"»: "a", "name": "b" }',
    repairs: ['{ "schema": 1, "name": "b" }'],
  },
  {
    name: 'a key twice deep inside',
    finds: 'sora-duplicate-key warning',
    marked: SHOT('"meta": { "x": [{ «"y"»: 1, "y": 2 }] }'),
  },
  {
    name: 'an id twice',
    finds: 'sora-id error',
    marked: SHOTS(`{ ${KEYS} }`, `{ ${KEYS.replace('"a"', '«"a"»')} }`),
    message: 'Shot 2 has the same id as shot 1: the queue takes them for one.',
    repairs: [SHOTS(`{ ${KEYS} }`, `{ ${KEYS.replace('"a"', '"NEW-ID"')} }`)],
  },
  { name: 'an empty id', finds: 'sora-id error', marked: SHOT('"id": «""»'), repairs: [SHOT('"id": "NEW-ID"')] },
  {
    name: 'a shot that is being made by no job, which a restart would send again',
    finds: 'sora-status hint',
    marked: SHOT('"job_id": null, "status": «"processing"»'),
    message: 'Shot 1 is being made and has no `job_id`: a restart sends, and bills, it again.',
  },
  {
    name: 'a status of another program',
    finds: 'sora-status warning',
    marked: SHOT('"job_id": "video_1", "status": «"active"»'),
    repairs: [SHOT('"job_id": "video_1", "status": "processing"')],
  },
  {
    name: 'a status that is misspelt',
    finds: 'sora-status warning',
    marked: SHOT('"status": «"complete"»'),
    repairs: [SHOT('"status": "completed"')],
  },
  {
    name: 'a status that is none',
    finds: 'sora-status warning',
    marked: SHOT('"status": «"bogus"»'),
    message:
      '`bogus` is no status of a shot. It is one of pending, queued, processing, completed, failed or cancelled.',
    repairs: [],
  },
  {
    name: 'a status that every object has as a key',
    finds: 'sora-status warning',
    marked: SHOT('"status": «"constructor"»'),
    message:
      '`constructor` is no status of a shot. It is one of pending, queued, processing, completed, failed or cancelled.',
    repairs: [],
  },
  { name: 'a date that is none', finds: 'sora-date warning', marked: SHOT('"created_at": «"yesterday"»') },
  {
    name: 'a model that is misspelt',
    finds: 'sora-model warning',
    marked: SHOT('"model": «"sora2-pro"»'),
    repairs: [SHOT('"model": "sora-2-pro"')],
  },
  { name: 'an empty model', finds: 'sora-model warning', marked: SHOT('"model": «""»'), repairs: [] },
  {
    name: 'a model that has ended',
    finds: 'sora-model-retired warning',
    marked: SHOT('"model": «"sora-2"»'),
    message: 'Sora 2 ended on 2026-09-24: OpenAI makes no videos with it any more.',
    today: '2026-09-24',
  },
  {
    name: 'a model that ends soon',
    finds: 'sora-model-retired warning',
    marked: SHOT('"model": «"sora-2"»'),
    message: 'Sora 2 ends on 2026-09-24: then OpenAI makes no videos with it any more.',
    today: '2026-09-01',
  },
  {
    name: 'a template of a model that has ended',
    finds: 'sora-model-retired hint',
    marked: TEMPLATE('"model": «"sora-2"»'),
    today: '2027-01-01',
  },
  {
    name: 'the window’s model has ended',
    finds: 'sora-model-retired hint',
    marked: PROJECT('"current_model": «"sora-2"»'),
    today: '2027-01-01',
  },
  {
    name: 'a size that the model does not make',
    finds: 'sora-size error',
    marked: SHOTS(`{ ${KEYS.replace('mine', 'sora-2').replace('1280', '«1920»').replace('720', '1080')} }`),
    message: 'Sora 2 makes 720x1280 and 1280x720, not 1920x1080.',
    repairs: ['1280 720', '720 1280'].map((size) => {
      const [width = '', height = ''] = size.split(' ');
      return SHOTS(
        `{ ${KEYS.replace('mine', 'sora-2').replace('1280', 'W').replace('720', height).replace('W', width)} }`,
      );
    }),
  },
  { name: 'no size', finds: 'sora-size error', marked: SHOT('"width": «0»') },
  {
    name: 'a size of the desktop application’s template dialog',
    finds: 'sora-size hint',
    marked: TEMPLATE('"model": "sora-2"').replace('1280', '«1024»').replace('720', '1024'),
  },
  {
    name: 'a size in the window',
    finds: 'sora-size hint',
    marked: PROJECT('"current_size": «"1920x1080"»'),
    repairs: [PROJECT('"current_size": "1280x720"')],
  },
  { name: 'no size in the window', finds: 'sora-size warning', marked: PROJECT('"current_size": «"big"»') },
  {
    name: 'a length that the model does not make',
    finds: 'sora-duration error',
    marked: SHOTS(`{ ${KEYS.replace('mine', 'sora-2').replace(' 8', ' «5»')} }`),
    message: 'Sora 2 makes videos of 4, 8 or 12 seconds, not 5.',
    repairs: [4, 8, 12].map((seconds) => SHOTS(`{ ${KEYS.replace('mine', 'sora-2').replace(' 8', ` ${seconds}`)} }`)),
  },
  {
    name: 'the length that the desktop application writes itself',
    finds: 'sora-duration hint',
    marked: PROJECT('"current_duration": «5»'),
    message: 'Sora 2 makes videos of 4, 8 or 12 seconds, not 5. Sora Studio shows another length than it saves here.',
  },
  {
    name: 'a shot that is done with it',
    finds: 'sora-duration hint',
    marked: SHOTS(`{ ${KEYS.replace('mine', 'sora-2').replace(' 8', ' «5»')}, "status": "completed" }`),
  },
  { name: 'no prompt', finds: 'sora-prompt error', marked: SHOT('"prompt": «" "»') },
  {
    name: 'a prompt that is too long',
    finds: 'sora-prompt error',
    marked: SHOT(`"prompt": «"${'x'.repeat(32_001)}"»`),
    message: 'The prompt has 32001 characters; 32000 may be sent.',
  },
  {
    name: 'a brace',
    finds: 'sora-brace warning',
    marked: SHOT('"prompt": "A «{»fox"'),
    repairs: [SHOT('"prompt": "A {{fox"')],
  },
  {
    name: 'a placeholder without name',
    finds: 'sora-brace warning',
    marked: SHOT('"prompt": "A «{}»"'),
    repairs: [SHOT('"prompt": "A {{}}"')],
  },
  { name: 'a brace in the window', finds: 'sora-brace warning', marked: PROJECT('"current_prompt": "\\u0041«}»"') },
];

describe('the checks of a project', () => {
  test.each(CASES)('$finds: $name', (each) => {
    expectCase(each);
  });
});

describe('nothing is wrong with', () => {
  test.each([
    ['the smallest project', '{ "schema": 1 }'],
    ['a shot', SHOTS(`{ ${KEYS} }`)],
    ['settings that are null', PROJECT('"settings": null')],
    ['an id of a shot and a template', '{ "schema": 1, "shots": [], "templates": [] }'],
    [
      'what it means to be done with a model that has ended',
      SHOTS(`{ ${KEYS.replace('mine', 'sora-2')}, "status": "completed" }`),
    ],
    ['a prompt of 32 000 emoji', SHOT(`"prompt": "${'😀'.repeat(32_000)}"`)],
    ['a shot that a job makes', SHOT('"job_id": "video_1", "status": "processing"')],
    ['a shot that was cancelled, which is not a failure', SHOT('"status": "cancelled"')],
    ['keys in meta', SHOT('"meta": { "anything": 1, "compline": { "note": 2 } }')],
    [
      'a model that nobody knows, with a size of its own',
      SHOTS(`{ ${KEYS.replace('1280', '333').replace(' 8', ' 77')} }`),
    ],
  ])('%s', (_name, text) => {
    const late = { today: () => '2030-01-01', newId: () => 'NEW-ID' };
    expect(findingsIn(text, late)).toEqual([]);
  });
});

test('the checks take no longer for each shot of a large project', () => {
  const shots = (count: number) =>
    SHOTS(...Array.from({ length: count }, (_, index) => `{ ${KEYS.replace('"a"', `"${index}"`)}, "x": 1 }`));
  expect(findingsIn(shots(2_000))).toHaveLength(2_000);
});
