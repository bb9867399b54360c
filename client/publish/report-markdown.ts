import path from 'node:path';
import { l10n } from 'vscode';
import type { Job } from '../../server/protocol/jobs.ts';
import type { Publish } from '../../server/protocol/publishes.ts';
import { formatAge, formatFrames, formatTime, formatVersion, stem } from '../views/format.ts';
import { NumberedLinks } from './numbered-links.ts';
import { isAtWork } from './publish-model.ts';
import { phaseText } from './publish-rows.ts';
import type { ReportDetails } from './report-details.ts';

/** So many entries of a kind are listed. */
const MOST_LISTED = 200;

/** What a report is made of. */
export interface ReportContent {
  readonly publish: Publish;
  /** The render job; absent where there was none, or it is deleted. */
  readonly job: Job | undefined;
  readonly details: ReportDetails;
  /** The address of a file, and of a line of it, counted from 1. */
  readonly addressOf: (file: string, line?: number) => string;
}

/** Tells of a publish, as Markdown: what, how it went, what is wrong with the comp and with frames. */
export function reportMarkdown({ publish, job, details, addressOf }: ReportContent): string {
  const { kind, comp, version, state, target, frames, startedAt, endedAt, error, owner, comment, saver } = publish;
  const name = kind === 'preview' ? l10n.t('{0} preview', stem(comp)) : stem(comp);
  const shownVersion = version === undefined ? '' : [formatVersion(version), state].filter((it) => it !== '').join(' ');
  const links = new NumberedLinks();
  const link = (label: string, address: string): string => links.to(address, plain(label));
  const seconds = ((endedAt ?? startedAt) - startedAt) / 1000;
  const rows: [string, string | undefined][] = [
    [l10n.t('Outcome'), outcomeText(publish)],
    [l10n.t('Version'), shownVersion],
    [l10n.t('Comp'), link(path.basename(comp), addressOf(comp))],
    [l10n.t('Saver'), saver && plain(saver)],
    [l10n.t('Frames'), frames && formatFrames(frames)],
    [l10n.t('Target'), target && link(path.basename(target), commandAddress('compline.showVersion', target))],
    [l10n.t('Started'), formatTime(startedAt)],
    [l10n.t('Duration'), endedAt === undefined ? undefined : formatAge(seconds)],
    [l10n.t('By'), plain(owner)],
    [l10n.t('Comment'), plain(comment)],
  ];
  const parts = [
    `# ${plain([name, shownVersion].filter((it) => it !== '').join(' '))}`,
    rows
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([label, value]) => `- **${label}:** ${value}`)
      .join('\n'),
    ...(error === undefined ? [] : [`## ${l10n.t('Why it failed')}`, plain(error.message)]),
    ...(error?.nextStep === undefined ? [] : [plain(error.nextStep)]),
    ...list(
      l10n.t('Findings'),
      details.findings.map(({ severity, message, line, code }) => {
        const where = link(l10n.t('line {0}', line), addressOf(comp, line));
        return `${plain(severity)}, ${where}: ${plain(message)} ${code === '' ? '' : `\`${code}\``}`;
      }),
      details.moreFindings,
    ),
    ...list(
      l10n.t('Frames with problems'),
      details.frames.map((it) => `${plain(it.severity)}, ${link(it.file, addressOf(it.path))}: ${plain(it.message)}`),
      details.moreFrames,
    ),
    ...(job === undefined ? [] : jobParts(job, link)),
    links.definitions,
  ];
  return `${parts.map((it) => it.trimEnd()).join('\n\n')}\n`;
}

function outcomeText(publish: Publish): string {
  return isAtWork(publish) ? l10n.t('at work') : phaseText(publish.phase);
}

function jobParts(job: Job, link: (label: string, address: string) => string): string[] {
  const failed = job.layers.flatMap((layer) =>
    layer.tasks.flatMap(({ frames, attempts }) =>
      attempts.filter(({ state }) => state === 'failed' || state === 'lost').map((it) => ({ frames, ...it })),
    ),
  );
  const counted = l10n.t('{0} of {1} frames', job.framesDone, job.framesTotal);
  const log = link(l10n.t('Show Job Log'), commandAddress('compline.showJobLog', job.id));
  return [
    `## ${l10n.t('Render')}`,
    `${counted} · ${log}`,
    ...list(
      l10n.t('Attempts that failed'),
      failed.map(({ frames, number, reason, exitCode }) => {
        const why = reason ?? (exitCode === undefined ? l10n.t('lost') : l10n.t('exit code {0}', exitCode));
        return `${l10n.t('Frames {0}, attempt {1}', formatFrames(frames), number)}: ${plain(why)}`;
      }),
    ),
  ];
}

/** The address that runs a command with one argument. */
function commandAddress(command: string, argument: string): string {
  return `command:${command}?${encodeURIComponent(JSON.stringify([argument]))}`;
}

/** `untold`: how many there are besides that nobody told. */
function list(title: string, lines: readonly string[], untold = 0): string[] {
  if (lines.length === 0) return [];
  const left = Math.max(0, lines.length - MOST_LISTED) + untold;
  const more = left > 0 ? [`- ${l10n.t('{0} more', left)}`] : [];
  return [`## ${title}`, [...lines.slice(0, MOST_LISTED).map((line) => `- ${line.trimEnd()}`), ...more].join('\n')];
}

/** A text that means nothing but the text, in one line. People read it as it is written too: no more is escaped than must be. */
function plain(text: string): string {
  return text
    .replaceAll(/[\\`*[\]<>~]|^#/g, '\\$&')
    .replaceAll(/\s*\r?\n\s*/g, ' ')
    .trim();
}
