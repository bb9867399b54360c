import { createHmac } from 'node:crypto';
import { mkdirSync, mkdtempDisposableSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { testFaults } from '../support/queue-faults.ts';
import { chunksOf, orderOf, takenOf } from '../support/template-order.ts';
import { JWT_SECRET } from './opencue-contract.ts';
import { never, order, rigOf, submitted } from './opencue-rig.ts';

describe('log', () => {
  test('the file that RQD writes, in the folder of the order or one that the configuration names', async () => {
    using folder = mkdtempDisposableSync(path.join(tmpdir(), 'logs-'));
    await using rig = await rigOf({ logs: folder.path });
    const { job, taken } = await submitted(rig);
    expect(await rig.driver.log(taken, 1, never)).toBeUndefined();
    rig.cue.run(job, 11, 'RUNNING');
    // Not there yet.
    job.logDir = `${folder.path}/of-job`;
    expect(await rig.driver.log(taken, 1, never)).toBeUndefined();
    const file = `${job.logDir}/${job.name}.0011-beauty.rqlog`;
    mkdirSync(job.logDir);
    writeFileSync(file, 'said');
    expect(await rig.driver.log(taken, 1, never)).toEqual({ file });
    // As the farm calls the folder of the order.
    job.logDir = '/far/order/of-job';
    const inside = { ...taken, folder: { here: folder.path, there: '/far/order' } };
    expect(await rig.driver.log(inside, 1, never)).toEqual({ file });
    job.lokiUrl = 'http://loki';
    expect(await rig.driver.log(inside, 1, never)).toBeUndefined();
  });

  test('no other file of this machine is read, whatever the farm calls a log', async () => {
    using folder = mkdtempDisposableSync(path.join(tmpdir(), 'logs-'));
    const at = (...parts: string[]) => path.join(folder.path, ...parts);
    await using rig = await rigOf({ logs: at('logs') });
    const { job, taken } = await submitted(rig);
    rig.cue.run(job, 11, 'RUNNING');
    const name = `${job.name}.0011-beauty.rqlog`;
    mkdirSync(at('logs', 'folder', name), { recursive: true });
    mkdirSync(at('secret'));
    writeFileSync(at('secret', name), 'secret');
    symlinkSync(at('secret'), at('logs', 'link'));
    const inside = { ...taken, folder: { here: at('logs'), there: '/far/order' } };
    const elsewhere = { text: expect.stringContaining('"logs" of the farm') };
    for (const [logDir, told] of [
      [at('secret'), elsewhere],
      [`${at('logs')}/../secret`, elsewhere],
      [at('logs', 'link'), elsewhere],
      ['/far/order/../secret', elsewhere],
      [at('logs', 'folder'), undefined],
      ['secret', undefined],
      ['file:///etc', undefined],
      [`${at('secret')}\0`, undefined],
    ] as const) {
      job.logDir = logDir;
      expect(await rig.driver.log(inside, 1, never), logDir).toEqual(told);
    }
  });
});

describe('offers and check', () => {
  test('tags, limits, machines', async () => {
    await using rig = await rigOf();
    expect(await rig.driver.offers(never)).toEqual({
      groups: ['general', 'gpu', 'r1'],
      limits: ['arnold', 'nuke'],
      machines: { up: 1, all: 3 },
    });
  });

  test('an order that fits is let through, and nothing is submitted', async () => {
    await using rig = await rigOf();
    await rig.driver.check(orderOf(chunksOf(1, 9, 4), { group: 'gpu', limits: ['nuke'] }), never);
    expect(rig.asked().sort()).toEqual(['FindShow', 'GetAll', 'GetHosts']);
    expect(rig.cue.jobs).toEqual([]);
  });

  test.each([
    ['a show that is over', { show: 'over' }, {}, 'the show over is not active.'],
    ['no such show', { show: 'nowhere' }, {}, 'it has no show nowhere.'],
    ['no such limit', {}, { limits: ['nuke', 'houdini'] }, 'it has no limit houdini.'],
    ['no such tag', {}, { group: 'fast | huge' }, 'none of its machines has the tag fast or huge.'],
  ])('%s', async (_, settings, more, said) => {
    await using rig = await rigOf(settings);
    await expect(rig.driver.check(orderOf(chunksOf(1, 9, 4), more), never)).rejects.toMatchObject({
      code: 'farm-refused',
      message: `The farm cue refused this: ${said}`,
    });
  });
});

describe('the credential', () => {
  test('a token is taken as it is', async () => {
    const claims = { exp: 1_790_000_100 };
    const parts = [{ alg: 'HS256', typ: 'JWT' }, claims].map((it) =>
      Buffer.from(JSON.stringify(it)).toString('base64url'),
    );
    const signed = parts.join('.');
    const token = `${signed}.${createHmac('sha256', JWT_SECRET).update(signed).digest('base64url')}`;
    await using rig = await rigOf({}, token);
    await rig.driver.offers(never);
    expect(rig.server.requests[0]?.headers.authorization).toBe(`Bearer ${token}`);
  });

  test.each([['another one', 'not the secret'] as const, ['none', ''] as const])(
    '%s: it is asked for',
    async (_, secret) => {
      await using rig = await rigOf({}, secret);
      const error: unknown = await rig.driver.offers(never).catch((it: unknown) => it);
      expect(error).toMatchObject({ code: 'farm-credential' });
      if (secret !== '') expect(String(error)).not.toContain(secret);
    },
  );
});

describe('faults', () => {
  const taken = takenOf(order, '00000000-0000-4000-8000-000000000000');
  testFaults(
    async () => {
      const rig = await rigOf();
      await submitted(rig);
      return rig;
    },
    {
      reads: {
        offers: (driver, signal) => driver.offers(signal),
        check: (driver, signal) => driver.check(order, signal),
        submit: (driver, signal) => driver.submit(orderOf(chunksOf(1, 2, 1), { key: 'another' }), signal),
        find: (driver, signal) => driver.find(order.key, signal),
        look: (driver, signal) => driver.look([taken], signal),
        log: (driver, signal) => driver.log(taken, 0, signal),
      },
      tells: {
        pause: (driver, signal) => driver.control(taken, { action: 'pause' }, signal),
        cancel: (driver, signal) => driver.control(taken, { action: 'cancel' }, signal),
        'cancel chunks': (driver, signal) => driver.control(taken, { action: 'cancel', tasks: [0] }, signal),
        priority: (driver, signal) => driver.control(taken, { action: 'priority', priority: 1 }, signal),
        requeue: async (driver, signal) => await driver.requeue?.(taken, [0], signal),
      },
    },
  );
});
