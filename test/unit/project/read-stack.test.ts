import { describe, expect, test } from 'vitest';
import { readConfigText } from '../../../server/formats/config/config-text.ts';
import { readConfig } from '../../../server/formats/config/parse-config.ts';
import { type ConfigFile, readStack } from '../../../server/project/read-stack.ts';

const OWN = '/show/compline.yaml';
const start = 'version: 1\n';
const PROJECT = `${start}project: { id: DEMO }\n`;

/** Reads a configuration on a disk that holds these files, and counts what was read. */
async function read(text: string, disk: Readonly<Record<string, string | ConfigFile>> = {}, file = OWN) {
  const asked: string[] = [];
  const own = { file, text: readConfigText(text) };
  const stack = await readStack(
    own,
    async (wanted) => {
      asked.push(wanted);
      const found = disk[wanted];
      if (found === undefined) return { kind: 'missing' };
      return typeof found === 'string' ? { kind: 'text', text: found } : found;
    },
    true,
  );
  return { stack, asked, ...readConfig(stack) };
}

test('studio, department and show are put together, the nearest last', async () => {
  const { config, problems, stack } = await read(`${PROJECT}extends: ../dept/dept.compline.yaml\nframeRate: 25\n`, {
    '/dept/dept.compline.yaml': `${start}extends: ../studio/compline.yaml\nsteps: { COMP: { chunkSize: 5 } }\n`,
    '/studio/compline.yaml': `${start}project: { id: X, name: Studio }\nframeRate: 24\nsteps: { COMP: { renderer: f, retries: 3 } }\nrenderers: { f: { program: p, args: [] } }\n`,
  });
  expect(problems).toEqual([]);
  expect(config).toMatchObject({
    project: { id: 'DEMO', name: 'Studio' },
    frameRate: 25,
    steps: { COMP: { renderer: 'f', retries: 3, chunkSize: 5 } },
  });
  expect(stack.sources.map(({ file }) => file)).toEqual(['/studio/compline.yaml', '/dept/dept.compline.yaml', OWN]);
  expect(stack.originOf(['steps', 'COMP', 'renderer']).file).toBe('/studio/compline.yaml');
  expect(stack.originOf(['steps', 'COMP', 'chunkSize']).file).toBe('/dept/dept.compline.yaml');
  expect(stack.sourcesOf(['frameRate']).map(({ file }) => file)).toEqual(['/studio/compline.yaml', OWN]);
});

test('of a list each one is over those before it; what two build on is read once', async () => {
  const { config, asked } = await read(`${PROJECT}extends: [a.compline.yaml, b.compline.yaml]\n`, {
    '/show/a.compline.yaml': `${start}extends: base.compline.yaml\nframeRate: 24\nstartFrame: 1\n`,
    '/show/b.compline.yaml': `${start}extends: base.compline.yaml\nframeRate: 30\n`,
    '/show/base.compline.yaml': `${start}frameRate: 12\n`,
  });
  expect(config).toMatchObject({ frameRate: 30, startFrame: 1 });
  expect(asked.sort()).toEqual(['/show/a.compline.yaml', '/show/b.compline.yaml', '/show/base.compline.yaml']);
});

describe('what is wrong', () => {
  const chain = (length: number) =>
    Object.fromEntries(
      Array.from({ length }, (_, index) => [
        `/show/${index}.compline.yaml`,
        `${start}extends: ${index + 1}.compline.yaml\n`,
      ]),
    );
  /** Each builds on the next one twice: 2^n configurations, if they were all put together. */
  const doubled = Object.fromEntries(
    Array.from({ length: 8 }, (_, index) => [
      `/show/${index}.compline.yaml`,
      index === 7 ? start : `${start}extends: [${index + 1}.compline.yaml, ${index + 1}.compline.yaml]\n`,
    ]),
  );
  test.each([
    ['a file that is missing', 'a.compline.yaml', {}, ['2:9 config-extends "a.compline.yaml" does not exist.']],
    [
      'one that cannot be read',
      'a.compline.yaml',
      { '/show/a.compline.yaml': { kind: 'unreadable', why: 'it is a folder' } as const },
      ['2:9 config-extends "a.compline.yaml" cannot be read: it is a folder.'],
    ],
    ['a name that is none', '/etc/shadow', {}, [/2:9 config-extends Name a file called compline\.yaml/]],
    ['a web address', 'https://x/compline.yaml', {}, [/addresses of the web are not read/]],
    ['a path of another platform', "'P:\\compline.yaml'", {}, [/a path of another platform/]],
    ['itself', 'compline.yaml', {}, [/in a circle: compline\.yaml → compline\.yaml\./]],
    [
      'a circle',
      'a.compline.yaml',
      { '/show/a.compline.yaml': `${start}extends: [compline.yaml]\n` },
      [
        '1:10 config-extends (/show/a.compline.yaml) This leads in a circle: compline.yaml → a.compline.yaml → compline.yaml.',
      ],
    ],
    ['too many on each other', '0.compline.yaml', chain(20), [/1:9 .*7\.compline.* More than 8 configurations build/]],
    ['too many of them', '0.compline.yaml', doubled, [/More than 64 configurations/]],
    [
      'a fault in a file that is built on',
      'a.compline.yaml',
      { '/show/a.compline.yaml': 'version: 1\nframerate: 24\n' },
      [/^1:0 config-invalid \(\/show\/a\.compline\.yaml\) Unknown key "framerate"/],
    ],
    [
      'one that is no YAML',
      'a.compline.yaml',
      { '/show/a.compline.yaml': 'version: [1\n' },
      [/config-invalid \(\/show\/a\.compline\.yaml\)/],
    ],
    [
      'one without version',
      'a.compline.yaml',
      { '/show/a.compline.yaml': 'frameRate: 24\n' },
      [/^0:0 config-version \(\/show\/a\.compline\.yaml\) The key "version" is missing/],
    ],
    [
      'what is missing in all of them',
      'a.compline.yaml',
      { '/show/a.compline.yaml': `${start}renderers: { r: { program: p } }\n` },
      ['1:13 config-renderer (/show/a.compline.yaml) A renderer needs "args", or a "preset" that says what it runs.'],
    ],
  ])('%s', async (_name, named, disk, expected) => {
    const { config, problems } = await read(`${PROJECT}extends: ${named}\n`, disk);
    expect(config).toBeUndefined();
    const told = problems.map(
      ({ code, line, character, path, message }) =>
        `${line}:${character} ${code} ${path === undefined ? '' : `(${path}) `}${message}`,
    );
    for (const [index, message] of expected.entries()) {
      if (typeof message === 'string') expect(told[index]).toBe(message);
      else expect(told[index]).toMatch(message);
    }
  });
});

test('a file that is overridden where it is wrong does no harm', async () => {
  const { config } = await read(`${PROJECT}extends: a.compline.yaml\nframeRate: 24\n`, {
    '/show/a.compline.yaml': `${start}frameRate: fast\n`,
  });
  expect(config?.frameRate).toBe(24);
});

test('a disk that does not answer is no fault', async () => {
  const { stack, problems } = await read(`${PROJECT}extends: a.compline.yaml\nsteps: { A: { renderer: r } }\n`, {
    '/show/a.compline.yaml': { kind: 'unknown' },
  });
  expect(stack.isWhole).toBe(false);
  expect(problems).toEqual([]);
});
