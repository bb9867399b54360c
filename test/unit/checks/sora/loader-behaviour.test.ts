import { describe, expect, test } from 'vitest';
import { parseProject } from '../../../../server/formats/sora/parse-project.ts';
import { keysOf } from '../../../../server/formats/sora/schema.ts';
import { findingsIn } from './sora-case.ts';

/** A project as the desktop application writes one, key by key and in its order. */
const REAL = {
  name: 'untitled',
  schema: 1,
  created_at: '2026-11-20T12:31:00.424749+00:00',
  modified_at: '2026-11-20T12:31:00.424916+00:00',
  output_dir: '',
  profile_id: null,
  shots: [
    {
      id: '11111111-2222-4333-8444-555555555555',
      model: 'sora-2',
      width: 1280,
      height: 720,
      duration_s: 8,
      prompt: 'A cat',
      ref_images: [],
      status: 'queued',
      job_id: null,
      output_path: null,
      meta: {},
      created_at: '2026-11-20T12:31:00.424767+00:00',
    },
  ],
  templates: [
    {
      id: 't1',
      name: 'Hero',
      prompt: 'Wide shot of {subject}',
      model: 'sora-2-pro',
      width: 1792,
      height: 1024,
      duration_s: 12,
      tags: ['wide'],
      pinned: true,
      starred: false,
      created_at: '2026-11-20T12:31:00.424767+00:00',
    },
  ],
  settings: {
    poll_seconds: 2,
    max_wait_minutes: 12,
    preflight_moderation: true,
    disk_free_threshold_gb: 5.0,
    theme: 'system',
    font_scale: 1.0,
    high_contrast: false,
    locale: 'en',
    parallel_jobs: 1,
    default_profile: null,
  },
  current_model: 'sora-2',
  current_size: '1280x720',
  current_duration: 5,
  current_prompt: '',
};
const [SHOT] = REAL.shots;
const [TEMPLATE] = REAL.templates;

/** What is found in the real project with some of it changed, besides its own length of 5 seconds. */
function found(change: object): string[] {
  const text = JSON.stringify({ ...REAL, ...change }, undefined, 2);
  return findingsIn(text)
    .map(({ code, severity }) => `${code} ${severity}`)
    .filter((it) => it !== 'sora-duration hint');
}

test('a project of the desktop application is right but for the length that it writes itself', () => {
  expect(found({})).toEqual([]);
  expect(findingsIn(JSON.stringify(REAL)).map(({ code }) => code)).toEqual(['sora-duration']);
});

test('its keys are all known, in its order', () => {
  expect(keysOf('project').map(({ name }) => name)).toEqual(Object.keys(REAL));
  expect(keysOf('shot').map(({ name }) => name)).toEqual(Object.keys(SHOT ?? {}));
  expect(keysOf('template').map(({ name }) => name)).toEqual(Object.keys(TEMPLATE ?? {}));
  expect(keysOf('settings').map(({ name, initial }) => [name, initial])).toEqual(Object.entries(REAL.settings));
});

test('all of a project may be left out, and of shots and templates what is not required', () => {
  expect(findingsIn('{}').map(({ code }) => code)).toEqual(['sora-schema']);
  const required = (kind: 'shot' | 'template') =>
    keysOf(kind).flatMap(({ name, isRequired }) => (isRequired ? [name] : []));
  expect(required('shot')).toEqual(['id', 'model', 'width', 'height', 'duration_s', 'prompt']);
  expect(required('template')).toEqual(['id', 'name', 'prompt', 'model', 'width', 'height', 'duration_s']);
});

describe('what its loader does is told', () => {
  test.each<[what: string, change: object, found: readonly string[]]>([
    ['an unknown key of the project is accepted, and lost on save', { mine: 1 }, ['sora-unknown-key hint']],
    ['an unknown key in a shot fails', { shots: [{ ...SHOT, mine: 1 }] }, ['sora-unknown-key hint']],
    ['an unknown key in a template fails', { templates: [{ ...TEMPLATE, mine: 1 }] }, ['sora-unknown-key hint']],
    ['an unknown key in the settings fails', { settings: { ...REAL.settings, mine: 1 } }, ['sora-unknown-key hint']],
    ['a key of a shot that is missing fails', { shots: [{ ...SHOT, prompt: undefined }] }, ['sora-missing-key error']],
    ['shots that are null fail', { shots: null }, ['sora-type error']],
    ['settings that are null are taken', { settings: null }, []],
    ['a width that is a text is taken silently', { shots: [{ ...SHOT, width: '1280' }] }, ['sora-type error']],
    ['a bogus status is taken silently', { shots: [{ ...SHOT, status: 'bogus' }] }, ['sora-status warning']],
    ['a schema of 99 is taken silently', { schema: 99 }, ['sora-schema warning']],
    ['ids that come twice are taken silently', { shots: [SHOT, SHOT] }, ['sora-id error']],
    ['a status of the window’s own is written', { shots: [{ ...SHOT, status: 'active' }] }, ['sora-status warning']],
    ['a length of the template dialog', { templates: [{ ...TEMPLATE, duration_s: 10 }] }, []],
    ['a size of the template dialog', { templates: [{ ...TEMPLATE, width: 1920, height: 1080 }] }, ['sora-size hint']],
  ])('%s', (_what, change, codes) => {
    expect(found(change)).toEqual(codes);
  });

  test('a byte-order mark makes it refuse the file', () => {
    expect(findingsIn(`\ufeff${JSON.stringify(REAL)}`).map(({ code }) => code)).toContain('sora-bom');
  });

  test('of a newer schema nothing else is said, and nothing is changed', () => {
    const text = JSON.stringify({ ...REAL, schema: 2, shots: [{ ...SHOT, mine: 1, width: 'wide' }] });
    const findings = findingsIn(text);
    expect(findings.map(({ code, fixes }) => [code, fixes])).toEqual([['sora-schema', undefined]]);
  });
});

test('the migration of an older project writes the version and adds what is missing', () => {
  const text = '{\n  "schema": 0,\n  "shots": []\n}\n';
  const [finding] = findingsIn(text);
  const [fix] = finding?.fixes ?? [];
  expect(fix?.title).toBe('Migrate to schema 1');
  const { root } = parseProject(text);
  expect(root?.byName.size).toBe(2);
  expect(fix?.edits.map(({ newText }) => newText).join('')).toMatch(/^1,\n {2}"name": "Untitled",\n/);
});
