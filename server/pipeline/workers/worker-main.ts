import type { AttemptOrder, FromWorker, ToWorker, WorkerNews } from './messages.ts';
import { RendererRun } from './renderer-run.ts';

const progressEvery = 250; // milliseconds

/**
 * A worker's process: makes one attempt after the other, as the core says over the IPC channel. When that channel closes,
 * the core has died: the renderer's group is ended and the worker with it, since nobody would take the result.
 */
export function serveWorker(): void {
  let run: RendererRun | undefined;
  let finished: Promise<void> = Promise.resolve();

  const send = (message: FromWorker): void => {
    if (process.connected) process.send?.(message, () => {}); // A core that died meanwhile is told by the disconnect.
  };

  const make = async (order: AttemptOrder, heartbeat: number): Promise<void> => {
    let framesDone: number | undefined;
    const { fence } = order;
    const tell = (news: WorkerNews): void => send({ ...news, fence });
    const tellProgress = (): void => {
      if (framesDone === undefined) return;
      const times = run?.drainTimes();
      tell({ type: 'progress', framesDone, ...(times !== undefined && { times }) });
      framesDone = undefined;
    };
    const timers = [
      setInterval(tellProgress, progressEvery),
      setInterval(() => tell({ type: 'heartbeat' }), heartbeat),
    ];
    tell({ type: 'heartbeat' });
    run = new RendererRun(order, {
      started: (leader, start) =>
        tell({ type: 'started', process: leader, ...(start !== undefined && { processStart: start }) }),
      progress: (done) => {
        framesDone = done;
      },
    });
    const result = await run.run();
    for (const timer of timers) clearInterval(timer);
    tellProgress();
    run = undefined;
    tell({ type: 'result', result });
  };

  process.on('message', (message: ToWorker) => {
    if (message.type === 'end') run?.end();
    else finished = make(message.order, message.heartbeat);
  });
  process.on('disconnect', () => {
    run?.end();
    void finished.then(() => process.exit(0));
  });
  // A terminal's Ctrl+C reaches all of its processes, and it is the core that decides what becomes of a render.
  process.on('SIGINT', () => {});
}
