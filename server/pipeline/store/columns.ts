import type { SQLInputValue } from 'node:sqlite';

/** Values for a row, by the names of properties: `createdAt` is the column `created_at`. */
export type Params = Record<string, SQLInputValue>;

/** The properties that are read of each table. */
export const columns = {
  jobs: [
    'id',
    'name',
    'kind',
    'state',
    'project',
    'comp',
    'owner',
    'farm',
    'createdAt',
    'startedAt',
    'endedAt',
    'reason',
    'revision',
    'cancelRequested',
    'paused',
    'archived',
    'priority',
    'position',
    'tags',
    'comment',
    'dependsOn',
    'fingerprint',
    'submission',
    'handing',
    'framesTotal',
    'framesDone',
    'tasksWaiting',
    'tasksRunning',
    'tasksCompleted',
    'tasksFailed',
    'tasksCancelled',
    'tasksSkipped',
  ],
  layers: [
    'name',
    'retries',
    'backoff',
    'progress',
    'successCodes',
    'timeout',
    'startTimeout',
    'stallTimeout',
    'needs',
    'dependsOn',
  ],
  tasks: [
    'id',
    'first',
    'last',
    'step',
    'command',
    'outputs',
    'state',
    'framesDone',
    'failures',
    'losses',
    'wish',
    'retryAt',
    'farmOrder',
  ],
  attempts: [
    'number',
    'state',
    'startedAt',
    'endedAt',
    'process',
    'processStart',
    'exitCode',
    'reason',
    'log',
    'fence',
    'gpus',
    'times',
    'host',
    'run',
  ],
  events: ['at', 'event', 'task', 'attempt', 'reason', 'fromState', 'toState', 'fence'],
} as const;

const columnName = (property: string): string => property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The columns of properties, in their order. */
export const columnNames = (params: Params): string[] => Object.keys(params).map(columnName);

/** What stands after `SELECT` to read columns under the names of their properties. */
export const selection = (properties: readonly string[]): string =>
  properties.map((property) => `${columnName(property)} AS ${property}`).join(', ');
