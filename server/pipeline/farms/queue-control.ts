import type { JobSummary } from '../../protocol/jobs.ts';
import type { Queue } from '../queue/queue.ts';
import type { FarmCommand } from './farm.ts';

/** Does with a job of the queue what a command says. Errors: those of the queue. */
export function controlInQueue(queue: Queue, job: string, command: FarmCommand): Promise<JobSummary> {
  switch (command.action) {
    case 'cancel':
      return queue.cancel(job);
    case 'retry':
      return queue.retry(job, command.only);
    case 'pause':
      return queue.pause(job, command.now);
    case 'resume':
      return queue.resume(job);
    case 'requeue':
      return queue.requeue(job, command.choice);
    case 'skip':
      return queue.skip(job, command.choice);
    case 'move':
      return queue.move(job, command.to);
    case 'update':
      return queue.update(job, command.change);
  }
}
