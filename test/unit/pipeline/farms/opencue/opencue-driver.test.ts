import { describe, expect, test } from 'vitest';
import type { FarmDriver } from '../../../../../server/pipeline/farms/driver/farm-driver.ts';
import { FRAME_STATES } from '../../../../../server/pipeline/farms/opencue/opencue-states.ts';
import { chunksOf, orderOf, takenOf } from '../support/template-order.ts';
import { never, order, rigOf, submitted } from './opencue-rig.ts';
import type { XmlElement } from './tiny-xml.ts';

/** The standings of chunks as they are told. */
async function standings(driver: FarmDriver, taken: ReturnType<typeof takenOf>) {
  const seen = (await driver.look([taken], never)).get(taken.key);
  return seen?.kind === 'seen' ? seen.tasks.map(({ task, standing }) => `${task}:${standing}`) : seen?.kind;
}

const texts = (element: XmlElement): Record<string, string> =>
  Object.fromEntries(element.children.map(({ name, text }) => [name, text]));

describe('submit', () => {
  test('one order is one job, whose layers have the chunks of the order', async () => {
    await using rig = await rigOf({ facility: 'lon' });
    const { job } = await submitted(
      rig,
      orderOf(chunksOf(1, 25, 10), {
        group: 'general | gpu',
        limits: ['nuke', 'a<b'],
        job: { paused: true, priority: 70 },
        layer: { needs: { threads: 4, memory: 3_000_000_001, gpus: 1 }, timeout: 61 },
      }),
    );
    expect(job.name).toBe('testing-apfel_co-ann_shot_010_beauty_compline_j1_beauty_0001');
    expect(job.frames.map(({ name }) => name)).toEqual(['0001-beauty', '0011-beauty', '0021-beauty_end']);
    expect(texts(job.spec)).toMatchObject({ facility: 'lon', show: 'testing', shot: 'apfel_co', user: 'ann' });
    const jobTag = job.spec.children.find(({ name }) => name === 'job') as XmlElement;
    expect(texts(jobTag)).toMatchObject({ paused: 'true', priority: '70', maxretries: '2' });
    const [layer, end] = (jobTag.children.at(-1) as XmlElement).children as [XmlElement, XmlElement];
    expect(texts(layer)).toMatchObject({
      cmd: `/bin/sh -c 'cd "$1" && shift && exec "$@"' sh '/shows/a b' '/opt/fusion/Fusion Render Node' '/shows/a b/shot.comp' '-start' #FRAME_START# '-end='#FRAME_END# '-verbose'`,
      range: '1-20',
      chunk: '10',
      cores: '4.0',
      threadable: 'true',
      memory: '2862m',
      gpus: '1',
      timeout: '2',
      tags: 'general | gpu',
    });
    expect(texts(end)).toMatchObject({ range: '21-25', chunk: '5' });
    expect(layer.children.find(({ name }) => name === 'limits')?.children.map(({ text }) => text)).toEqual([
      'nuke',
      'a<b',
    ]);
    const environment = layer.children.at(-1) as XmlElement;
    expect(environment.children).toMatchObject([{ attributes: { name: 'COMPLINE_JOB' }, text: 'j1' }]);
  });

  test('an answer that is lost: the job is found by its key, also by a driver that knows nothing', async () => {
    await using rig = await rigOf();
    rig.server.fault = () => ({ kind: 'cut-after' });
    await expect(rig.driver.submit(order, never)).rejects.toMatchObject({ code: 'farm-unreachable' });
    rig.server.fault = undefined;
    expect(await rig.another().find(order.key, never)).toEqual([rig.cue.jobs[0]?.id]);
  });

  test('a request that is lost leaves nothing to be found', async () => {
    await using rig = await rigOf();
    rig.server.fault = () => ({ kind: 'cut-before' });
    await expect(rig.driver.submit(order, never)).rejects.toMatchObject({ code: 'farm-unreachable' });
    rig.server.fault = undefined;
    expect(await rig.driver.find(order.key, never)).toEqual([]);
  });

  test('handing over twice makes one job', async () => {
    await using rig = await rigOf();
    const ids = [await rig.driver.submit(order, never), await rig.driver.submit(order, never)];
    expect(ids).toEqual([rig.cue.jobs[0]?.id, rig.cue.jobs[0]?.id]);
    expect(rig.cue.jobs).toHaveLength(1);
  });

  test('where an older job of the same key has ended, it is the one that has not', async () => {
    await using rig = await rigOf();
    const { job } = await submitted(rig);
    job.state = 'FINISHED';
    rig.cue.clock += 60;
    const { job: second } = await submitted(rig);
    expect(await rig.driver.submit(order, never)).toBe(second.id);
  });

  test.each([
    ['The show x has been deactivated', 'The farm cue refused this: The show x has been deactivated.'],
    [
      'Incorrect result size: expected 1, actual 0',
      'The farm cue refused this: it could not launch the job. It has written the reason into its log and sent it by e-mail.',
    ],
  ])('cuebot says that it launches nothing (%s): refused', async (said, message) => {
    await using rig = await rigOf();
    rig.cue.launchFault = said;
    await expect(rig.driver.submit(order, never)).rejects.toMatchObject({ code: 'farm-refused', message });
  });
});

describe('find', () => {
  test('its own among ten thousand jobs, by one question; the oldest first; none that only ends alike', async () => {
    await using rig = await rigOf();
    const { job } = await submitted(rig);
    for (let index = 0; index < 10_000; index += 1) rig.cue.other(`testing-s-bob_comp_${index}_j1_beauty_0001`);
    job.state = 'FINISHED';
    rig.cue.clock += 60;
    const { job: again } = await submitted(rig);
    await submitted(rig, { ...order, key: 'X-J1-Beauty-0001' });
    await submitted(rig, { ...order, key: 'J1-Beauty-00012' });
    rig.asked();
    expect(await rig.driver.find(order.key, never)).toEqual([job.id, again.id]);
    expect(rig.asked()).toEqual(['GetJobs']);
  });

  test('jobs that are told though they were not asked for are none of its own', async () => {
    await using rig = await rigOf();
    rig.cue.tellsAll = true;
    const { job } = await submitted(rig);
    await submitted(rig, { ...order, key: 'another' });
    expect(await rig.driver.find(order.key, never)).toEqual([job.id]);
  });
});

describe('look', () => {
  test('frames are asked for where something has changed, and then only those', async () => {
    await using rig = await rigOf();
    const { job, taken } = await submitted(rig);
    rig.asked();
    expect(await standings(rig.driver, taken)).toEqual(['0:waiting', '1:waiting', '2:waiting']);
    expect(rig.asked()).toEqual(['GetJobs', 'GetFrames']);
    expect(await standings(rig.driver, taken)).toEqual([]);
    expect(rig.asked()).toEqual(['GetJobs']);
    rig.cue.run(job, 1, 'RUNNING');
    expect(await standings(rig.driver, taken)).toContain('0:running');
    expect(await standings(rig.driver, taken)).toEqual([]);
    rig.cue.run(job, 11, 'RUNNING');
    rig.cue.run(job, 1, 'SUCCEEDED');
    expect(await standings(rig.driver, taken)).toEqual(['0:completed', '1:running']);
    rig.asked();
    // A driver that has just been started asks for all.
    expect(await standings(rig.another(), taken)).toEqual(['0:completed', '1:running', '2:waiting']);
  });

  test('what a chunk is told with', async () => {
    await using rig = await rigOf();
    const { job, taken } = await submitted(rig);
    rig.cue.run(job, 1, 'RUNNING');
    rig.cue.run(job, 1, 'WAITING');
    rig.cue.run(job, 1, 'RUNNING');
    rig.cue.run(job, 1, 'DEAD', { exitStatus: 33 });
    rig.cue.run(job, 11, 'RUNNING');
    const at = rig.cue.clock * 1_000;
    expect((await rig.driver.look([taken], never)).get(taken.key)).toEqual({
      kind: 'seen',
      tasks: [
        {
          task: 0,
          standing: 'failed',
          run: 2,
          host: 'r1',
          exitCode: 33,
          reason: 'It used more memory than it had reserved.',
          startedAt: at - 200_000,
          endedAt: at - 100_000,
        },
        { task: 1, standing: 'running', run: 1, host: 'r1', startedAt: at },
        { task: 2, standing: 'waiting', run: 0 },
      ],
    });
  });

  test.each(Object.entries(FRAME_STATES))(
    'a frame that is %s, while its job lives and when it has ended',
    async (state, meaning) => {
      await using rig = await rigOf();
      const { job, taken } = await submitted(rig);
      const frame = job.frames[1];
      if (frame !== undefined) frame.state = state;
      expect(await standings(rig.driver, taken)).toContain(`1:${meaning.standing}`);
      job.state = 'FINISHED';
      expect(await standings(rig.driver, taken)).toContain(`1:${meaning.ended}`);
    },
  );

  test('what was missed is asked for once more, and no more than once', async () => {
    await using rig = await rigOf();
    const { job, taken } = await submitted(rig);
    rig.cue.run(job, 11, 'RUNNING');
    await standings(rig.driver, taken);
    // Its time of change is not the one that it should have.
    rig.cue.run(job, 1, 'RUNNING', { updated: 0 });
    expect(await standings(rig.driver, taken)).toEqual(['1:running']);
    expect(await standings(rig.driver, taken)).toEqual(['0:running', '1:running', '2:waiting']);
    rig.asked();
    expect(await standings(rig.driver, taken)).toEqual([]);
    expect(rig.asked()).toEqual(['GetJobs']);
  });

  test('a job that is gone is forgotten; one question for a hundred jobs', async () => {
    await using rig = await rigOf();
    const orders = Array.from({ length: 250 }, (_, index) => takenOf({ ...order, key: `k${index}` }, `gone-${index}`));
    const seen = await rig.driver.look(orders, never);
    expect([...seen.values()].every(({ kind }) => kind === 'forgotten')).toBe(true);
    expect(seen.size).toBe(250);
    expect(rig.asked()).toEqual(['GetJobs', 'GetJobs', 'GetJobs']);
  });

  test('30 000 chunks: thirty pages the first time, then one for what has changed', async () => {
    await using rig = await rigOf();
    const many = orderOf(chunksOf(1, 30_000, 1));
    const { job, taken } = await submitted(rig, many);
    rig.asked();
    expect(await standings(rig.driver, taken)).toHaveLength(30_000);
    expect(rig.asked()).toHaveLength(1 + 30);
    rig.cue.run(job, 1, 'RUNNING');
    // No time of the farm's own clock is known until something has begun.
    expect(await standings(rig.driver, taken)).toHaveLength(30_000);
    expect(rig.asked()).toHaveLength(1 + 30);
    rig.cue.run(job, 20_000, 'RUNNING');
    expect((await standings(rig.driver, taken))?.slice(0, 3)).toEqual(['0:running', '19999:running']);
    expect(rig.asked()).toEqual(['GetJobs', 'GetFrames']);
  });

  test('a farm that stops answering in the middle: what it has said, and the rest the next time', async () => {
    await using rig = await rigOf();
    const one = await submitted(rig);
    const two = await submitted(rig, { ...order, key: 'k2' });
    let frames = 0;
    rig.server.fault = ({ path }) => {
      if (path.endsWith('GetFrames')) frames += 1;
      return frames === 2 ? { kind: 'status', status: 500 } : undefined;
    };
    expect([...(await rig.driver.look([one.taken, two.taken], never)).keys()]).toEqual([order.key]);
    rig.server.fault = undefined;
    expect(await standings(rig.driver, two.taken)).toHaveLength(3);
  });

  test('what was seen in a look that failed is told again', async () => {
    await using rig = await rigOf();
    const { taken } = await submitted(rig);
    rig.server.fault = ({ path }) => (path.endsWith('GetFrames') ? { kind: 'torn' } : undefined);
    await expect(rig.driver.look([taken], never)).rejects.toMatchObject({ code: 'farm-unreachable' });
    rig.server.fault = undefined;
    expect(await standings(rig.driver, taken)).toHaveLength(3);
  });

  test('a gateway that writes the names of the proto files is understood', async () => {
    await using rig = await rigOf();
    rig.cue.protoNames = true;
    const { job, taken } = await submitted(rig);
    rig.cue.run(job, 1, 'RUNNING');
    expect((await rig.driver.look([taken], never)).get(taken.key)).toMatchObject({
      tasks: [{ standing: 'running', host: 'r1' }, {}, {}],
    });
  });
});

describe('control', () => {
  test('pause, resume, priority', async () => {
    await using rig = await rigOf();
    const { job, taken } = await submitted(rig);
    await rig.driver.control(taken, { action: 'pause' }, never);
    expect(job.isPaused).toBe(true);
    await rig.driver.control(taken, { action: 'resume' }, never);
    expect(job.isPaused).toBe(false);
    await rig.driver.control(taken, { action: 'priority', priority: 99 }, never);
    expect(job.priority).toBe(99);
  });

  test('cancelling all: the job ends, and what it has not done is cancelled', async () => {
    await using rig = await rigOf();
    const { job, taken } = await submitted(rig);
    rig.cue.run(job, 1, 'RUNNING');
    rig.cue.run(job, 1, 'SUCCEEDED');
    rig.cue.run(job, 11, 'RUNNING');
    await rig.driver.control(taken, { action: 'cancel' }, never);
    expect(await standings(rig.driver, taken)).toEqual(['0:completed', '1:cancelled', '2:cancelled']);
  });

  test('cancelling chunks: they are eaten, whether they run or wait', async () => {
    await using rig = await rigOf();
    const { job, taken } = await submitted(rig);
    rig.cue.run(job, 11, 'RUNNING');
    await rig.driver.control(taken, { action: 'cancel', tasks: [1, 2] }, never);
    expect(await standings(rig.driver, taken)).toEqual(['0:waiting', '1:cancelled', '2:cancelled']);
  });

  test('many chunks are named in several questions: cuebot leaves out more than a thousand', async () => {
    await using rig = await rigOf();
    const { job, taken } = await submitted(rig, orderOf(chunksOf(1, 3_000, 1)));
    rig.asked();
    await rig.driver.control(taken, { action: 'cancel', tasks: taken.tasks.keys().drop(100).toArray() }, never);
    expect(job.frames.filter(({ state }) => state === 'EATEN')).toHaveLength(2_900);
    expect(rig.asked()).toHaveLength(6);
  });

  test('what is not there any more is refused', async () => {
    await using rig = await rigOf();
    const gone = takenOf(order, 'gone');
    await expect(rig.driver.control(gone, { action: 'pause' }, never)).rejects.toMatchObject({ code: 'farm-refused' });
  });
});

describe('requeue', () => {
  test('chunks that have ended are done anew, also where the job has', async () => {
    await using rig = await rigOf();
    const { job, taken } = await submitted(rig);
    for (const number of [1, 11, 21]) {
      rig.cue.run(job, number, 'RUNNING');
      rig.cue.run(job, number, 'SUCCEEDED');
    }
    expect(job.state).toBe('FINISHED');
    expect(await standings(rig.driver, taken)).toEqual(['0:completed', '1:completed', '2:completed']);
    await rig.driver.requeue?.(taken, [2], never);
    expect(await standings(rig.driver, taken)).toEqual(['0:completed', '1:completed', '2:waiting']);
  });

  test('a farm that lets nobody change what has ended refuses it', async () => {
    await using rig = await rigOf();
    rig.cue.finishedIsReadOnly = true;
    const { job, taken } = await submitted(rig);
    job.state = 'FINISHED';
    await expect(rig.driver.requeue?.(taken, [0], never)).rejects.toMatchObject({
      code: 'farm-refused',
      message: 'The farm cue refused this: Finished jobs are readonly.',
    });
  });
});
