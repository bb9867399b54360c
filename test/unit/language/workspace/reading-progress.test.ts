import { expect, test } from 'vitest';
import type { WorkDoneProgressServerReporter } from 'vscode-languageserver';
import { CancellationToken } from 'vscode-languageserver';
import { ReadingProgress } from '../../../../server/language/workspace/reading-progress.ts';

function createReporter(): { readonly said: unknown[][]; readonly reporter: WorkDoneProgressServerReporter } {
  const said: unknown[][] = [];
  const say =
    (what: string) =>
    (...args: unknown[]): void => {
      said.push([what, ...args]);
    };
  return {
    said,
    reporter: { begin: say('begin'), report: say('report'), done: say('done'), token: CancellationToken.None },
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a long reading is told of, each percentage once', async () => {
  const { said, reporter } = createReporter();
  let now = 0;
  const progress = new ReadingProgress(
    'Compline: reading the workspace',
    async () => reporter,
    () => now,
  );
  progress.report(1, 1_000);
  now = 600;
  for (let done = 500; done < 520; done += 1) progress.report(done, 1_000);
  progress.end();
  await settled();
  expect(said).toEqual([
    ['begin', 'Compline: reading the workspace', 0],
    ['report', 50, '500 of 1000'],
    ['report', 51, '510 of 1000'],
    ['done'],
  ]);
});

test('a short reading is not', async () => {
  const { said, reporter } = createReporter();
  const progress = new ReadingProgress(
    'Compline: reading the workspace',
    async () => reporter,
    () => 0,
  );
  progress.report(1, 2);
  progress.end();
  await settled();
  expect(said).toEqual([]);
});

test('a client that refuses is left alone', async () => {
  let now = 0;
  const progress = new ReadingProgress(
    'Compline: reading the workspace',
    () => Promise.reject(new Error('no')),
    () => now,
  );
  now = 600;
  progress.report(1, 2);
  progress.end();
  await settled();
});
