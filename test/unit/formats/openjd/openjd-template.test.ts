import { expect, test } from 'vitest';
import { openJdDialect } from '../../../../server/formats/frames/dialects/openjd.ts';
import { openJdSpecDialect } from '../../../../server/formats/frames/dialects/openjd-spec.ts';
import type { OpenJdOrder } from '../../../../server/formats/openjd/openjd-order.ts';
import { chunkOrder } from '../../../../server/formats/openjd/openjd-order.ts';
import { type OpenJdTemplate, openJdTemplate } from '../../../../server/formats/openjd/openjd-template.ts';

type Changes = Partial<Omit<OpenJdOrder, 'layer'>> & { readonly layer?: Partial<OpenJdOrder['layer']> };

const command = (first: number, last: number): OpenJdOrder['tasks'][number]['command'] => ({
  program: '/opt/render',
  args: ['-s', String(first), '-e', String(last), 'a.comp'],
  cwd: '/show',
  environment: {},
});

/** An order of chunks from `first` to `last` each. */
function orderOf(chunks: readonly (readonly [number, number])[], { layer, ...changes }: Changes = {}): OpenJdOrder {
  return {
    job: { name: 'shot010', comment: '' },
    layer: { name: 'main', needs: {}, ...layer },
    tasks: chunks.map(([first, last]) => ({ frames: { first, last }, command: command(first, last) })),
    template: {
      program: '/opt/render',
      args: [['-s'], [{ frame: 'first' }], ['-e'], [{ frame: 'last' }], ['a.comp']],
      cwd: '/show',
      environment: {},
    },
    limits: [],
    ...changes,
  };
}

function madeOf(order: OpenJdOrder, system: 'linux' | 'windows' | 'macos' = 'linux'): OpenJdTemplate {
  const made = openJdTemplate(order, system);
  if ('refused' in made) throw new Error(made.refused.join(' '));
  return made.template;
}

const refusalOf = (order: OpenJdOrder): readonly string[] => {
  const made = openJdTemplate(order, 'linux');
  return 'refused' in made ? made.refused : [];
};

const ranges = (template: OpenJdTemplate): Record<string, unknown> =>
  Object.fromEntries(
    template.steps[0].parameterSpace.taskParameterDefinitions.map(({ name, range }) => [name, range] as const),
  );

test('an order with one call for all chunks', () => {
  expect(
    madeOf(
      orderOf([
        [1001, 1010],
        [1011, 1020],
        [1021, 1024],
      ]),
    ),
  ).toEqual({
    specificationVersion: 'jobtemplate-2023-09',
    name: 'shot010',
    steps: [
      {
        name: 'main',
        hostRequirements: { attributes: [{ name: 'attr.worker.os.family', anyOf: ['linux'] }] },
        parameterSpace: {
          taskParameterDefinitions: [
            { name: 'Chunk', type: 'INT', range: '0-2' },
            { name: 'First', type: 'INT', range: '1001-1021:10' },
            { name: 'Last', type: 'INT', range: '1010,1020,1024' },
          ],
          combination: '(Chunk, First, Last)',
        },
        script: {
          actions: {
            onRun: {
              command: '/bin/sh',
              args: [
                '-c',
                'cd "$0" || exit 127; exec "$@"',
                '/show',
                '/opt/render',
                '-s',
                '{{Task.Param.First}}',
                '-e',
                '{{Task.Param.Last}}',
                'a.comp',
              ],
            },
          },
        },
      },
    ],
  });
});

test.each<[string, [number, number][], Record<string, unknown>]>([
  ['one chunk', [[5, 5]], { Chunk: '0', First: '5', Last: '5' }],
  [
    'frames below 0',
    [
      [-10, -6],
      [-5, -1],
    ],
    { Chunk: '0-1', First: '-10,-5', Last: '-6,-1' },
  ],
  [
    'an order of its own',
    [
      [1, 1],
      [9, 9],
      [5, 5],
    ],
    { Chunk: '0-2', First: [1, 9, 5], Last: [1, 9, 5] },
  ],
  [
    'shared frames',
    [
      [1, 9],
      [1, 3],
    ],
    { Chunk: '0-1', First: [1, 1], Last: [9, 3] },
  ],
])('ranges: %s', (_, chunks, expected) => {
  expect(ranges(madeOf(orderOf(chunks)))).toEqual(expected);
});

test('both dialects of OpenJD read the ranges as they are meant', () => {
  const firsts = Array.from({ length: 300 }, (_, at) => at * 7 + (at % 3));
  const { First, Last } = ranges(madeOf(orderOf(firsts.map((first) => [first, first + 2] as const))));
  for (const dialect of [openJdDialect, openJdSpecDialect]) {
    for (const [text, frames] of [
      [First, firsts],
      [Last, firsts.map((first) => first + 2)],
    ]) {
      const { frames: read } = dialect.parse(String(text));
      expect([...(read?.runs() ?? [])].flatMap((run) => [run.first, run.last, run.step]).length).toBeGreaterThan(0);
      expect(read?.count).toBe((frames as number[]).length);
      expect(read?.last).toBe((frames as number[]).at(-1));
    }
  }
});

test('more chunks than a list may have are counted by their frames', () => {
  const chunks = Array.from({ length: 5_000 }, (_, at) => [(4_999 - at) * 10, (4_999 - at) * 10 + 9] as const);
  const order = orderOf(chunks);
  expect(ranges(madeOf(order))).toEqual({ Chunk: '0-4999', First: '0-49990:10', Last: '9-49999:10' });
  expect(chunkOrder(order.tasks).slice(0, 2)).toEqual([4_999, 4_998]);
  expect(chunkOrder(orderOf(chunks.slice(0, 3)).tasks)).toEqual([0, 1, 2]);
  expect(refusalOf(orderOf([...chunks, [0, 9]]))).toEqual([expect.stringContaining('share frames')]);
});

test('calls of their own are lists of what differs', () => {
  const { template: _, ...order } = orderOf([
    [1, 2],
    [3, 4],
  ]);
  const template = madeOf(order);
  expect(ranges(template)).toEqual({ Chunk: '0-1', Arg1: ['1', '3'], Arg3: ['2', '4'] });
  expect(template.steps[0].script.actions.onRun.args?.slice(4)).toEqual([
    '-s',
    '{{Task.Param.Arg1}}',
    '-e',
    '{{Task.Param.Arg3}}',
    'a.comp',
  ]);
});

test('braces stay what they are', () => {
  const braces = ['{{x}}', '{', '}', 'a}}b', '$VAR {x}', '{{{'];
  const { template, ...order } = orderOf([[1, 1]]);
  if (template === undefined) throw new Error('no template');
  const args = [...braces.map((text) => [text]), ['{', { frame: 'first' as const }, '}']];
  const made = madeOf({ ...order, template: { ...template, args } });
  expect(made.parameterDefinitions?.map(({ name }) => name)).toEqual(['OpenBrace', 'CloseBrace']);
  const resolved = made.steps[0].script.actions.onRun.args?.map((arg) =>
    arg.replaceAll(/\{\{([A-Za-z.]+)\}\}/g, (_, name: string) => {
      const values: Record<string, string> = {
        'Param.OpenBrace': '{',
        'Param.CloseBrace': '}',
        'Task.Param.First': '1',
      };
      return values[name] ?? `?${name}`;
    }),
  );
  expect(resolved?.slice(4)).toEqual([...braces, '{1}']);
  // Where nothing could be misread there is nothing in the way of a reader.
  expect(madeOf(orderOf([[1, 1]])).parameterDefinitions).toBeUndefined();
  expect(made.steps[0].script.actions.onRun.args).toContain('$VAR {x}');
});

test('needs, limits, time and variables', () => {
  const { template, ...order } = orderOf([[1, 1]], {
    job: { name: 'x'.repeat(200), comment: 'two\nlines\u0007' },
    layer: { name: 'é😀'.repeat(60), timeout: 12.2, needs: { threads: 4, memory: 3 * 2 ** 30 + 1, gpus: 1 } },
    limits: ['nuke', 'amount.studio.vray'],
  });
  if (template === undefined) throw new Error('no template');
  const made = madeOf({ ...order, template: { ...template, environment: { OCIO: '/c.ocio', B: '{{' } } }, 'windows');
  const [step] = made.steps;
  expect([made.name.length, [...step.name].length, made.description]).toEqual([128, 64, 'two\nlines ']);
  expect(step.hostRequirements).toEqual({
    amounts: [
      { name: 'amount.worker.vcpu', min: 4 },
      { name: 'amount.worker.memory', min: 3_073 },
      { name: 'amount.worker.gpu', min: 1 },
      { name: 'amount.nuke', min: 1 },
      { name: 'amount.studio.vray', min: 1 },
    ],
    attributes: [{ name: 'attr.worker.os.family', anyOf: ['windows'] }],
  });
  expect(step.script.actions.onRun).toMatchObject({ command: '/opt/render', timeout: 13 });
  expect(step.stepEnvironments).toEqual([
    { name: 'Variables', variables: { OCIO: '/c.ocio', B: '{{Param.OpenBrace}}{{Param.OpenBrace}}' } },
  ]);
  expect(made.parameterDefinitions).toHaveLength(2);
});

const own = (commands: readonly OpenJdOrder['tasks'][number]['command'][]): OpenJdOrder => {
  const { template: _, ...order } = orderOf([]);
  return { ...order, tasks: commands.map((it, at) => ({ frames: { first: at, last: at }, command: it })) };
};

test.each<[string, OpenJdOrder, string]>([
  ['nothing', orderOf([]), 'nothing to render'],
  ['a limit of a machine', orderOf([[1, 1]], { limits: ['amount.worker.vcpu'] }), 'keeps for machines'],
  ['a limit with a blank', orderOf([[1, 1]], { limits: ['nuke x'] }), 'nuke x is no name'],
  ['control characters', own([{ ...command(1, 1), args: ['a\u0000b'] }]), 'control characters'],
  [
    'control characters in values',
    own([command(1, 1), { ...command(1, 1), args: ['-s', '\t', '', '', ''] }]),
    'control',
  ],
  ['another program', own([command(1, 1), { ...command(1, 1), program: 'x' }]), 'different programs'],
  ['a long value', own([command(1, 1), { ...command(1, 1), args: ['', '', '', '', 'x'.repeat(1_025)] }]), '1024'],
  [
    'sixteen differences',
    own([1, 2].map((it) => ({ ...command(1, 1), args: Array(16).fill(String(it)) }))),
    'differ in 16 arguments',
  ],
  ['many calls', own(Array(1_025).fill(command(1, 1))), 'More than 1024 calls'],
  ['an odd variable', own([{ ...command(1, 1), environment: { 'a-b': '' } }]), 'a-b is no name of a variable'],
  ['a long variable', own([{ ...command(1, 1), environment: { A: 'x'.repeat(2_049) } }]), 'A has more than 2048'],
])('refuses %s', (_, order, message) => {
  expect(refusalOf(order).join(' ')).toContain(message);
});
