import { describe, expect, test } from 'vitest';
import {
  CheckSettings,
  type FetchSeverities,
  type ProjectRules,
  readSeverities,
} from '../../../server/language/check-settings.ts';

describe('readSeverities keeps what can be used', () => {
  const cases: [unknown, Record<string, string>][] = [
    [undefined, {}],
    [null, {}],
    ['error', {}],
    [['error'], {}],
    [{}, {}],
    [
      { a: 'error', b: 'off', c: 'hint' },
      { a: 'error', b: 'off', c: 'hint' },
    ],
    [{ a: 'fatal', b: 1, c: null, d: 'warning' }, { d: 'warning' }],
    [JSON.parse('{"__proto__": "error", "a": "off"}'), JSON.parse('{"__proto__": "error", "a": "off"}')],
  ];
  test.each(cases)('%j', (value, expected) => {
    expect(readSeverities(value)).toEqual(expected);
  });
});

function settingsFrom(
  fetch: FetchSeverities | undefined,
  project?: () => Promise<ProjectRules>,
): { settings: CheckSettings; log: string[] } {
  const log: string[] = [];
  const sources = { base: { a: 'hint', b: 'off' }, project, fetch } as const;
  return { settings: new CheckSettings(sources, (line) => log.push(line)), log };
}

test('the client is asked once a document, and what it says goes before the base', async () => {
  const asked: string[] = [];
  const { settings } = settingsFrom((uri) => {
    asked.push(uri);
    return Promise.resolve({ b: 'error' });
  });
  expect(await settings.forDocument('x')).toEqual({ a: 'hint', b: 'error' });
  await settings.forDocument('x');
  await settings.forDocument('y');
  expect(asked).toEqual(['x', 'y']);
});

test('after a change the client is asked again, and equal severities stay the same object', async () => {
  let asked = 0;
  const { settings } = settingsFrom(() => {
    asked += 1;
    return Promise.resolve({ b: 'error', c: 'hint' });
  });
  const before = await settings.forDocument('x');
  settings.changed(undefined);
  expect(await settings.forDocument('x')).toBe(before);
  expect(asked).toBe(2);
});

test('changes are told', () => {
  const { settings } = settingsFrom(undefined);
  let told = 0;
  settings.addListener(() => {
    told += 1;
  });
  settings.changed({ a: 'error' });
  settings.changed(undefined);
  expect(told).toBe(2);
});

test('a document that was forgotten is asked about again', async () => {
  let asked = 0;
  const { settings } = settingsFrom(() => Promise.resolve({ [`code${asked++}`]: 'off' }));
  await settings.forDocument('x');
  settings.forget('x');
  expect(await settings.forDocument('x')).toHaveProperty('code1');
});

test('without a client to ask, what it sends holds, the latest alone', async () => {
  const { settings } = settingsFrom(undefined);
  expect(await settings.forDocument('x')).toEqual({ a: 'hint', b: 'off' });
  settings.changed({ a: 'error' });
  expect(await settings.forDocument('x')).toEqual({ a: 'error', b: 'off' });
  settings.changed({ c: 'warning' });
  expect(await settings.forDocument('x')).toEqual({ a: 'hint', b: 'off', c: 'warning' });
});

test('a client that fails leaves the base, says so, and is asked again', async () => {
  let fails = true;
  const { settings, log } = settingsFrom(() =>
    fails ? Promise.reject(new Error('no settings today')) : Promise.resolve({ a: 'error' }),
  );
  expect(await settings.forDocument('x')).toEqual({ a: 'hint', b: 'off' });
  expect(log).toEqual(['The severities of checks are not known: no settings today']);
  fails = false;
  expect(await settings.forDocument('x')).toEqual({ a: 'error', b: 'off' });
});

test('what the project sets goes before the base, and what the client says before the project', async () => {
  const { settings } = settingsFrom(
    async () => ({ c: 'error' }),
    async () => ({ severities: { b: 'warning', c: 'off' }, silenced: [] }),
  );
  expect(await settings.forDocument('x')).toEqual({ a: 'hint', b: 'warning', c: 'error' });
});

test('a project that has changed is read again', async () => {
  let severity: 'off' | 'error' = 'off';
  const { settings } = settingsFrom(undefined, async () => ({ severities: { c: severity }, silenced: [] }));
  expect(await settings.forDocument('x')).toHaveProperty('c', 'off');
  severity = 'error';
  settings.readAgain();
  expect(await settings.forDocument('x')).toHaveProperty('c', 'error');
});

test('what the project silences is off, whatever the client says', async () => {
  const { settings } = settingsFrom(
    async () => ({ b: 'error', c: 'error' }),
    async () => ({ severities: { c: 'warning' }, silenced: ['c', 'd'] }),
  );
  expect(await settings.forDocument('x')).toEqual({ a: 'hint', b: 'error', c: 'off', d: 'off' });
});
