import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execPath } from 'node:process';
import type { Sandbox } from '../vscode/rig/sandbox.ts';
import type { Session } from './session.ts';
import type { Steps } from './steps.ts';

/** Writes frames, fails at frame 37, and waits before frame 75 until the file `go` is there. */
const RENDERER = `
const fs = require('node:fs');
const [output, first, count] = process.argv.slice(2);
const render = (frame) => {
  if (frame === 75 && !fs.existsSync('go')) return setTimeout(() => render(frame), 20);
  if (frame === 37) {
    console.log('Error: out of memory (' + process.cwd() + '/scene.txt:3)');
    process.exit(3);
  }
  fs.writeFileSync(output.replace('%04d', String(frame).padStart(4, '0')), 'frame ' + frame);
  console.log('frame ' + frame + ' took ' + (1 + (frame % 7)).toFixed(1));
  if (frame < Number(first) + Number(count) - 1) render(frame + 1);
};
render(Number(first));
`;

const RENDERERS = `
  writer:
    program: ${JSON.stringify(execPath)}
    args: [renderer.cjs, '{output}', '{first}', '{count}']
    patterns:
      frameFinished: ['^frame (?<frame>\\d+) took (?<time>[\\d.]+)']
`;

/** Gives a sandbox's project a renderer that fails at one frame and waits at another, and a job of it that has begun. */
export const submitAJob = async ({ workspace, compline }: Sandbox): Promise<void> => {
  const inside = (name: string): string => path.join(workspace, name);
  const config = await readFile(inside('compline.yaml'), 'utf8');
  await writeFile(inside('compline.yaml'), config.replace('\nrenderers:\n', `\nrenderers:${RENDERERS}`));
  await writeFile(inside('renderer.cjs'), RENDERER);
  await writeFile(inside('scene.txt'), 'one\ntwo\nthree\n');
  await compline('trust');
  const job = ['--renderer', 'writer', '--output', 'out/{layer}.%04d.txt', '--name', 'SH010 lighting'];
  await compline(
    'render',
    'scene.txt',
    ...job,
    '--layers',
    'beauty',
    '--frames',
    '1-120',
    '--chunk',
    '10',
    '--retries',
    '0',
  );
};

/** The page of a job: its frames are seen, walked over with the keyboard and selected, its log beside them. */
export const jobPage = async ({ page, workbench, sandbox, open }: Session, steps: Steps): Promise<void> => {
  const content = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  const grid = content.getByRole('grid', { name: 'Frames of beauty' });
  const cell = (name: RegExp) => grid.getByRole('gridcell', { name, includeHidden: true });
  const legend = (name: RegExp) => content.getByRole('button', { name });

  await steps.step(page, 'Open the page of a job from its row', async () => {
    await open();
    await workbench.showContainer('Compline');
    const row = workbench.tree('Render Queue').getByRole('treeitem', { name: /SH010 lighting/ });
    await row.hover();
    await row.getByRole('button', { name: 'Open Job Page…' }).click();
    await page.locator('.tab').filter({ hasText: 'SH010 lighting' }).waitFor();
    await content.getByRole('heading', { name: 'SH010 lighting' }).waitFor();
  });
  await steps.step(page, 'See how many frames are in each state', async () => {
    await legend(/^Failed 10/).waitFor();
    await legend(/^Running 1/).waitFor();
    await content.getByText(/Median \d/).waitFor();
  });
  await steps.step(page, 'Walk over the frames with the keyboard', async () => {
    await grid.focus();
    await page.keyboard.press('Control+Home');
    await cell(/^Frame 1, Done, 2 s/).waitFor({ state: 'attached' });
    await page.keyboard.press('ArrowRight');
    await cell(/^Frame 2, Done, 3 s/).waitFor({ state: 'attached' });
    await page.keyboard.press('Shift+ArrowRight');
    await content.getByText('2 frames are selected').waitFor();
  });
  await steps.step(page, 'Leave all but the failed frames out', async () => {
    for (const it of [/^Done/, /^Waiting/, /^Running/]) await legend(it).click();
    await grid.focus();
    await page.keyboard.press('Control+Home');
    await cell(/^Frame 31, Failed/).waitFor({ state: 'attached' });
  });
  await steps.step(page, 'See the log of a failed frame', async () => {
    await page.keyboard.press('Enter');
    await content.getByRole('heading', { name: 'Log of frames 31-40' }).waitFor();
  });
  await steps.step(page, 'See what is rendered meanwhile', async () => {
    for (const it of [/^Done/, /^Waiting/, /^Running/]) await legend(it).click();
    await writeFile(path.join(sandbox.workspace, 'go'), '');
    await legend(/^Done 110/).waitFor();
    await content.getByRole('button', { name: 'Retry Failed Chunks' }).waitFor();
  });
  await steps.step(page, 'Find the page again after the window is loaded anew', async () => {
    await page.reload();
    await content.getByRole('heading', { name: 'SH010 lighting' }).waitFor();
    await legend(/^Done 110/).waitFor();
    assert.equal(await page.locator('.tab').filter({ hasText: 'SH010 lighting' }).count(), 1);
  });
};
