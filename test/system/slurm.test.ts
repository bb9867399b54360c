import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { env, getuid } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missingOfSlurm } from '../../scripts/lib/slurm.mjs';
import type {
  FarmDriver,
  FarmOrder,
  TakenOrder,
  TaskSighting,
} from '../../server/pipeline/farms/driver/farm-driver.ts';
import { slurm } from '../../server/pipeline/farms/slurm/slurm-kind.ts';
import { chunksOf, orderOf, takenOf } from './orders.ts';
import { SlurmLab } from './slurm-lab.ts';

const missing = missingOfSlurm();
if (missing.length > 0) console.log(`Not run: this machine has no ${missing.join(', ')} of Slurm.`);

const never = new AbortController().signal;
const MB = 2 ** 20;
const ways = ['REST', 'commands'] as const;
type Way = (typeof ways)[number];

describe.skipIf(missing.length > 0)('a Slurm of two nodes', () => {
  let lab: SlurmLab;
  let drivers: Record<Way, FarmDriver>;

  beforeAll(async () => {
    lab = await SlurmLab.begin();
    env.SLURM_CONF = lab.configuration;
    const driverOf = (url?: string): FarmDriver =>
      slurm.create({
        settings: { name: 'lab', type: 'slurm', verify: true, unencrypted: false, ...(url !== undefined && { url }) },
        root: lab.folder,
        secret: () => undefined,
        now: () => 0,
      });
    drivers = { REST: driverOf(lab.url), commands: driverOf() };
  }, 60_000);

  afterAll(async () => {
    delete env.SLURM_CONF;
    await lab[Symbol.asyncDispose]();
  });

  const submit = async (driver: FarmDriver, order: FarmOrder): Promise<TakenOrder> =>
    takenOf(order, await driver.submit(order, never));

  const look = async (driver: FarmDriver, order: TakenOrder) => (await driver.look([order], never)).get(order.key);

  /** Looks until the chunks are so, and answers them. */
  const lookUntil = async (
    driver: FarmDriver,
    order: TakenOrder,
    isSo: (chunks: readonly TaskSighting[]) => boolean,
  ): Promise<readonly TaskSighting[]> => {
    let last: readonly TaskSighting[] = [];
    await lab.until('the chunks are so', async () => {
      last = chunksOf(await look(driver, order));
      return isSo(last);
    });
    return last;
  };

  const areOver = (chunks: readonly TaskSighting[]): boolean =>
    chunks.length > 0 && chunks.every((it) => !['waiting', 'running'].includes(it.standing));
  const standings = (chunks: readonly TaskSighting[]) => chunks.map((it) => it.standing);

  const logOf = async (driver: FarmDriver, order: TakenOrder, task: number): Promise<string> => {
    const log = await driver.log(order, task, never);
    return log !== undefined && 'file' in log ? readFileSync(log.file, 'utf8') : '';
  };

  describe.each(ways)('by %s', (way) => {
    const prefix = `key-${way}`;

    test('runs the chunks of an order, and tells how each went', async () => {
      const driver = drivers[way];
      const order = orderOf(lab.share, {
        key: `${prefix}-1`,
        chunks: [
          'sleep 60',
          'echo "frame $FRAME in $PWD"; echo picture >frame.2',
          'echo broken >&2; exit 3',
          'exit 7',
          'echo "$COMPLINE_MEMORY $COMPLINE_THREADS $HOME"',
          'kill -9 $$',
        ],
        layer: { successCodes: [0, 7], needs: { memory: 50 * MB, threads: 1 }, timeout: 90 },
      });
      await driver.check(order, never);
      const taken = await submit(driver, order);
      expect(await driver.find(order.key, never)).toEqual([taken.id]);
      await lookUntil(driver, taken, ([first]) => first?.standing === 'running');
      await driver.control(taken, { action: 'cancel', tasks: [0] }, never);
      const chunks = await lookUntil(driver, taken, areOver);
      expect(standings(chunks)).toEqual(['cancelled', 'completed', 'failed', 'completed', 'completed', 'failed']);
      expect(chunks.map((it) => it.exitCode).slice(2)).toEqual([3, undefined, undefined, 137]);
      for (const { run, host, startedAt = 0, endedAt = 0 } of chunks) {
        expect(run).toBe(0);
        expect(host).toMatch(/^n[12]$/);
        expect(startedAt).toBeGreaterThan(1.7e12);
        expect(endedAt).toBeGreaterThanOrEqual(startedAt);
      }
      expect(chunks[0]?.reason).toMatch(/cancelled/);
      expect(await logOf(driver, taken, 0)).toMatch(/CANCELLED/);
      expect(await logOf(driver, taken, 1)).toBe(`frame 2 in ${order.folder.here}\n`);
      expect(await logOf(driver, taken, 2)).toBe('broken\n');
      expect(await logOf(driver, taken, 4)).toMatch(new RegExp(`^${50 * MB} 1 /\\S+\\n$`));
      expect(readFileSync(path.join(order.folder.here, 'frame.2'), 'utf8')).toBe('picture\n');
    });

    test('holds, moves, releases and cancels what waits; finds all jobs of a key', async () => {
      const driver = drivers[way];
      const order = orderOf(lab.share, {
        key: `${prefix}-2`,
        chunks: ['true', 'true', 'exit 4'],
        job: { paused: true, priority: 60 },
      });
      const taken = await submit(driver, order);
      const second = await submit(driver, order);
      expect(await driver.find(order.key, never)).toEqual([taken.id, second.id]);
      expect(await driver.find(`${order.key}0`, never)).toEqual([]);
      await driver.control(second, { action: 'cancel' }, never);
      const held = chunksOf(await look(driver, taken));
      expect(held).toHaveLength(3);
      for (const { standing, reason } of held) {
        expect(standing).toBe('waiting');
        expect(reason).toMatch(/JobHeld/);
      }
      await driver.control(taken, { action: 'cancel', tasks: [1] }, never);
      const wish = ['--noheader', '--states=all', '--Format=ArrayJobID:|,nice:|,PriorityLong:|'];
      // Those of REST belong to an ordinary user where the lab is root's: they may not go before others.
      const before = way === 'REST' && getuid?.() === 0 ? 0 : -600;
      for (const [priority, nice] of [
        [80, before],
        [30, 400],
      ] as const) {
        await driver.control(taken, { action: 'priority', priority }, never);
        expect(await lab.run('squeue', ...wish)).toContain(`${taken.id}|${nice}|0|`);
      }
      expect(standings(chunksOf(await look(driver, taken)))).toEqual(['waiting', 'cancelled', 'waiting']);
      await driver.control(taken, { action: 'resume' }, never);
      expect(standings(await lookUntil(driver, taken, areOver))).toEqual(['completed', 'cancelled', 'failed']);
      // Once more, when there is nothing left to do it with.
      for (const action of ['pause', 'resume', 'cancel'] as const) await driver.control(taken, { action }, never);
    });

    test('tells chunks of a long order apart, as far as Slurm names them', async () => {
      const driver = drivers[way];
      const chunks = Array.from({ length: 600 }, () => 'true');
      const order = orderOf(lab.share, { key: `${prefix}-long`, chunks, job: { paused: true } });
      await driver.check(order, never);
      const taken = await submit(driver, order);
      // Slurm writes what is regular with a step; this is not.
      const isGone = (index: number) => index % 5 === 1 || index % 5 === 2;
      const gone = chunks.flatMap((_, index) => (isGone(index) ? [index] : []));
      await driver.control(taken, { action: 'cancel', tasks: gone }, never);
      const seen = chunksOf(await look(driver, taken));
      expect(seen).toHaveLength(600);
      // The REST daemon cuts the list of indices off after 64 characters: behind that, all count as waiting.
      const cut = way === 'REST' ? seen.findIndex((it) => isGone(it.task) && it.standing === 'waiting') : 600;
      expect(cut).toBeGreaterThan(30);
      const expected = chunks.map((_, index) => (isGone(index) && index < cut ? 'cancelled' : 'waiting'));
      expect(standings(seen)).toEqual(expected);
      await driver.control(taken, { action: 'cancel' }, never);
      expect(new Set(standings(chunksOf(await look(driver, taken))))).toEqual(new Set(['cancelled']));
    });

    test('gives chunks what they need, and refuses what no node has', async () => {
      const driver = drivers[way];
      const offers = await driver.offers(never);
      expect(offers).toMatchObject({
        pools: ['render', 'second', 'small'],
        limits: ['nuke'],
        machines: { up: 2, all: 2 },
      });
      expect(offers.version).toMatch(/lurm.* \d+\.\d+/);
      const asked = (needs: FarmOrder['layer']['needs'], more: Partial<FarmOrder> = {}, timeout?: number) => ({
        ...orderOf(lab.share, {
          key: `${prefix}-3`,
          chunks: ['true'],
          layer: { needs, ...(timeout !== undefined && { timeout }) },
        }),
        ...more,
      });
      const refusals: readonly (readonly [FarmOrder, RegExp])[] = [
        [asked({ threads: 3 }), /3 processors \(the most is 2\)/],
        [asked({ memory: 3_000 * MB }), /3000 MB of memory \(the most is 2000\)/],
        [asked({ gpus: 2 }), /2 GPUs \(the most is 1\)/],
        [asked({ gpus: 1, threads: 2 }), /2 processors and 1 GPUs at once/],
        [asked({}, { pool: 'nowhere' }), /no partition nowhere. There are: render, second, small/],
        [asked({ gpus: 1 }, { pool: 'second' }), /the most is 0/],
        [asked({}, { pool: 'small' }, 3_600), /60 minutes.*allows 10/],
        [asked({}, { limits: ['houdini'] }), /no license houdini/],
      ];
      for (const [order, why] of refusals) {
        await expect(driver.check(order, never)).rejects.toMatchObject({
          code: 'farm-refused',
          message: expect.stringMatching(why),
        });
      }
      // Slurm says the same, keeps a failed job for a while, and that one is not found.
      const impossible = asked({ gpus: 2 });
      await expect(driver.submit(impossible, never)).rejects.toMatchObject({ code: 'farm-refused' });
      expect(await driver.find(impossible.key, never)).toEqual([]);
      const print = ['echo "$COMPLINE_GPUS $COMPLINE_THREADS"'];
      const ofNeeds = (key: string, needs: FarmOrder['layer']['needs'], limits: readonly string[] = []) =>
        submit(driver, orderOf(lab.share, { key: `${prefix}-${key}`, chunks: print, layer: { needs }, limits }));
      const gpu = await ofNeeds('gpu', { gpus: 1, threads: 1, memory: 100 * MB }, ['nuke']);
      const wide = await ofNeeds('wide', { threads: 2, memory: 100 * MB });
      expect(await lookUntil(driver, gpu, areOver)).toMatchObject([{ standing: 'completed', host: 'n1' }]);
      expect(await lookUntil(driver, wide, areOver)).toMatchObject([{ standing: 'completed', host: 'n2' }]);
      expect(await logOf(driver, gpu, 0)).toBe('0 1\n');
      expect(await logOf(driver, wide, 0)).toBe(' 2\n');
    });
  });

  test('a chunk whose node dies waits, and runs again on a node that lives', async () => {
    const chunks = ['echo "try $SLURM_RESTART_COUNT"; [ -n "$SLURM_RESTART_COUNT" ] || sleep 90'];
    const orders = await Promise.all(
      ways.map(async (way) => {
        const order = orderOf(lab.share, { key: `key-${way}-node`, chunks, pool: 'second' });
        return { driver: drivers[way], order: await submit(drivers[way], order) };
      }),
    );
    const all = (standing: TaskSighting['standing']) =>
      Promise.all(orders.map(({ driver, order }) => lookUntil(driver, order, ([it]) => it?.standing === standing)));
    for (const [chunk] of await all('running')) expect(chunk).toMatchObject({ run: 0, host: 'n2' });
    await pause(300); // until both have said so in their logs
    await lab.killNode('n2');
    for (const [chunk] of await all('waiting')) expect(chunk).toMatchObject({ run: 1 });
    lab.startNode('n2');
    for (const [chunk] of await all('completed')) expect(chunk).toMatchObject({ run: 1, host: 'n2' });
    for (const { driver, order } of orders) {
      expect(await logOf(driver, order, 0)).toBe('try 1\n');
      expect(readdirSync(order.folder.here).sort()).toEqual(['0-0.log', '0-1.exit', '0-1.log']);
      expect(readFileSync(path.join(order.folder.here, '0-0.log'), 'utf8')).toMatch(/^try \n/);
    }
  });

  test('a controller that is away is unreachable, and what it forgot is told by the notes', async () => {
    const orders = await Promise.all(
      ways.map(async (way) => {
        const driver = drivers[way];
        const whole = await submit(driver, orderOf(lab.share, { key: `key-${way}-4`, chunks: ['exit 5', 'true'] }));
        const broken = await submit(
          driver,
          orderOf(lab.share, { key: `key-${way}-5`, chunks: ['true', 'kill -9 $PPID'] }),
        );
        return { driver, whole, torn: broken };
      }),
    );
    for (const { driver, whole, torn } of orders) {
      await lookUntil(driver, whole, areOver);
      await lookUntil(driver, torn, areOver);
    }
    await lab.stopController();
    await Promise.all(
      orders.flatMap(({ driver, whole }) =>
        [
          () => look(driver, whole),
          () => driver.submit(orderOf(lab.share, { key: `${whole.key}-more`, chunks: ['true'] }), never),
          () => driver.control(whole, { action: 'cancel' }, never),
        ].map((ask) => expect(ask()).rejects.toMatchObject({ code: 'farm-unreachable' })),
      ),
    );
    lab.startController();
    for (const { driver, whole, torn } of orders) {
      await lab.until('the controller has forgotten', async () => (await look(driver, torn))?.kind === 'forgotten');
      await lab.until('the controller answers', async () => (await look(driver, whole)) !== undefined);
      expect(await driver.find(whole.key, never)).toEqual([]);
      expect(chunksOf(await look(driver, whole))).toMatchObject([
        { standing: 'failed', exitCode: 5, run: 0 },
        { standing: 'completed', exitCode: 0, run: 0 },
      ]);
      await driver.control(whole, { action: 'cancel' }, never);
    }
  });
});
