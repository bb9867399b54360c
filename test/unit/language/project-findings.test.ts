import { describe, expect, test } from 'vitest';
import { CancellationToken, CancellationTokenSource } from 'vscode-languageserver';
import type { Finding } from '../../../server/checks/check.ts';
import { ProjectFindings } from '../../../server/language/project-findings.ts';
import { WatchedFiles } from '../../../server/language/watched-files.ts';
import { Places } from '../../../server/project/places.ts';
import { fakeDocument } from './fake-language.ts';

const NONE = CancellationToken.None;
const finding = (message: string): Finding => ({ code: 'a', severity: 'hint', message, range: { start: 0, end: 1 } });

/** A document whose place says what `answer` says, and how often it was asked. */
function rig(answer: (asked: number) => Promise<readonly Finding[]>, patience = 60_000) {
  let asked = 0;
  let time = 0;
  const log: string[] = [];
  const files = new WatchedFiles(undefined);
  const findings = new ProjectFindings({
    placeOf: () => new Places().placeOf('/show/a.comp'),
    files,
    log: (line) => log.push(line),
    now: () => time,
    patience,
  });
  const inPlace = {
    findings: () => {
      asked += 1;
      return answer(asked);
    },
  };
  return {
    findings,
    files,
    log,
    document: fakeDocument('text', { inPlace: () => [undefined, inPlace] }),
    asked: () => asked,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

describe('the disk is asked', () => {
  const OVERRIDES = {};

  test('once for a version, for some seconds', async () => {
    const { findings, document, asked, pass } = rig(async () => [finding('x')]);
    const first = await findings.findings(document, OVERRIDES, NONE);
    pass(2_999);
    expect(await findings.findings(document, OVERRIDES, NONE)).toBe(first);
    expect(asked()).toBe(1);
    pass(1);
    // It says the same, so that nothing new is told.
    expect(await findings.findings(document, OVERRIDES, NONE)).toBe(first);
    expect(asked()).toBe(2);
  });

  test.each([
    ['the text has changed', ({ document }: ReturnType<typeof rig>) => document.update([{ text: 'new' }], 2)],
    ['a file has changed', ({ files }: ReturnType<typeof rig>) => files.changed(['file:///a.exr'])],
  ])('again when %s', async (_name, change) => {
    const rigged = rig(async (asked) => [finding(`${asked}`)]);
    await rigged.findings.findings(rigged.document, OVERRIDES, NONE);
    change(rigged);
    expect(await rigged.findings.findings(rigged.document, OVERRIDES, NONE)).toEqual([finding('2')]);
  });

  test('again for other severities', async () => {
    const { findings, document, asked } = rig(async () => []);
    await findings.findings(document, { a: 'hint' }, NONE);
    await findings.findings(document, { a: 'off' }, NONE);
    expect(asked()).toBe(2);
  });
});

test('nobody waits longer than a moment, and what comes late is told', async () => {
  const { promise: late, resolve: answer } = Promise.withResolvers<readonly Finding[]>();
  const { findings, document } = rig(() => late, 1);
  const overrides = {};
  const told = new Promise<void>((resolve) => findings.addListener(resolve));
  expect(await findings.findings(document, overrides, NONE)).toEqual([]);
  answer([finding('late')]);
  await told;
  expect(await findings.findings(document, overrides, NONE)).toEqual([finding('late')]);
});

test('a disk that fails finds nothing and says so', async () => {
  const { findings, document, log } = rig(() => Promise.reject(new Error('EIO')));
  expect(await findings.findings(document, {}, NONE)).toEqual([]);
  expect(log).toEqual(['The project of test:/a could not be asked: Error: EIO']);
});

test('a request that was given up, and one whose document has changed meanwhile, end', async () => {
  const { findings, document } = rig(async () => []);
  const { token, cancel } = withCancel();
  cancel();
  await expect(findings.findings(document, {}, token)).rejects.toThrow('cancelled');
  const changed = findings.findings(document, {}, NONE);
  document.update([{ text: 'new' }], 2);
  await expect(changed).rejects.toThrow('changed');
});

test('joined to the findings of the text, the same ones are the same array', async () => {
  const { findings, document } = rig(async () => [finding('disk')]);
  const overrides = {};
  const ofText = [{ ...finding('text'), code: 'b' }];
  const all = await findings.with(ofText, document, overrides, NONE);
  expect(all).toEqual([...ofText, finding('disk')]);
  expect(await findings.with(ofText, document, overrides, NONE)).toBe(all);
  expect(await findings.with([finding('other')], document, overrides, NONE)).not.toBe(all);
});

test('a language that names no files has no such findings', async () => {
  const { findings } = rig(async () => [finding('x')]);
  expect(await findings.findings(fakeDocument('text'), {}, NONE)).toEqual([]);
});

function withCancel(): { token: CancellationToken; cancel(): void } {
  const source = new CancellationTokenSource();
  return { token: source.token, cancel: () => source.cancel() };
}
