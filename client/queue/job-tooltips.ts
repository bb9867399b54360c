import { l10n } from 'vscode';
import type { LogLine } from '../../server/protocol/job-logs.ts';
import type { Job } from '../../server/protocol/jobs.ts';
import type { Gate } from '../core/gate.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { codeBlock, escapeMarkdown } from '../views/markdown.ts';
import { facts, type Row } from '../views/row.ts';
import { inTime, pictureMarkdown } from '../views/tooltip-picture.ts';
import { farmJobText, hostsOf } from './farm-jobs.ts';
import { placeOfRow } from './row-ids.ts';

/** Lines of a log in a tooltip, and characters of each. */
const LINES = 3;
const LONGEST = 120;

/** So many jobs of a farm, and machines, are named. */
const MOST_IDS = 10;

/** What the tooltips of jobs, chunks and attempts say besides what their rows know: how the log ends, and what was rendered last. */
export class JobTooltips {
  readonly #core: PipelineCore;
  readonly #gate: Pick<Gate, 'closed'>;

  constructor(core: PipelineCore, gate: Pick<Gate, 'closed'>) {
    this.#core = core;
    this.#gate = gate;
  }

  /** Markdown; empty where there is nothing to say. Never rejects: a tooltip starts no core, and tells of no error. */
  async more({ id, context }: Row): Promise<string> {
    const place = placeOfRow(id);
    if (place === undefined || place.layer !== undefined || this.#core.state !== 'connected') return '';
    if ((await this.#gate.closed()) !== undefined) return '';
    const { job, task, attempt } = place;
    const ofTask = { job, ...(task !== undefined && { task }) };
    const ofAttempt = { ...ofTask, ...(attempt !== undefined && { attempt }) };
    const isOnFarm = task === undefined && context.split(' ').includes('onFarm');
    const [lines, picture, whole] = await Promise.all([
      inTime(this.#core.request('queue/log-lines', { ...ofAttempt, limit: LINES })),
      inTime(this.#core.request('queue/thumbnail', ofTask)),
      isOnFarm ? inTime(this.#core.request('queue/get', { job })) : undefined,
    ]);
    const parts = [farmMarkdown(whole?.job), logMarkdown(lines?.lines ?? []), pictureMarkdown(picture ?? {})];
    return parts.filter((it) => it !== '').join('\n\n');
  }
}

/** What a job is called on its farm, and the machines that it runs on. */
function farmMarkdown(job: Job | undefined): string {
  if (job === undefined) return '';
  const ids = (job.farmJobs ?? []).map((it) => `${it.id} (${farmJobText(it)})`);
  const shown = [...ids.slice(0, MOST_IDS), ...(ids.length > MOST_IDS ? ['…'] : [])];
  const lines = facts(
    [l10n.t('Jobs on the farm'), shown.join(', ')],
    [l10n.t('Machines at work'), hostsOf(job).slice(0, MOST_IDS).join(', ')],
  );
  return lines.map(({ name = '', value }) => `**${escapeMarkdown(name)}:** ${escapeMarkdown(value)}`).join('  \n');
}

function logMarkdown(lines: readonly LogLine[]): string {
  return lines.length === 0 ? '' : codeBlock(lines.map(({ level, text }) => cut(`[${level}] ${text}`)));
}

const cut = (text: string): string =>
  text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
