import { l10n } from 'vscode';
import type { Publish, PublishedVersion, PublishPhase } from '../../server/protocol/publishes.ts';
import { nameUnder, type RowPlace } from '../scenes/scene-rows.ts';
import { formatAge, formatFrames, formatSize, formatTime, formatVersion, stem } from '../views/format.ts';
import type { Row, RowIcon, TooltipLine } from '../views/row.ts';
import { isAtWork, type Step } from './publish-model.ts';

/** Frames of the render, for the phase that renders. */
export interface FrameProgress {
  readonly done: number;
  readonly total: number;
}

/** How far the phase of a publish is: its render, as the job tells, or the verifying. */
export function framesOfPhase(publish: Publish, rendered: FrameProgress | undefined): FrameProgress | undefined {
  if (publish.phase === 'verifying') return publish.progress;
  return publish.phase === 'rendering' ? rendered : undefined;
}

/** A phase as people call it. */
export function phaseText(phase: PublishPhase, frames?: FrameProgress): string {
  switch (phase) {
    case 'collecting':
      return l10n.t('collecting');
    case 'checking':
      return l10n.t('checking');
    case 'reserving':
      return l10n.t('reserving the version');
    case 'rendering':
      return frames === undefined ? l10n.t('rendering') : l10n.t('{0} of {1} frames', frames.done, frames.total);
    case 'verifying':
      return frames === undefined
        ? l10n.t('verifying frames')
        : l10n.t('verifying: {0} of {1} frames', frames.done, frames.total);
    case 'committing':
      return l10n.t('committing');
    case 'recording':
      return l10n.t('recording');
    case 'completed':
      return l10n.t('completed');
    case 'failed':
      return l10n.t('failed');
    case 'cancelled':
      return l10n.t('cancelled');
  }
}

/** What a publish makes: `DEMO_S_SH010_COMP version 002`, or its preview. */
export function publishName({ kind, comp, version }: Publish): string {
  if (kind === 'preview') return l10n.t('{0} preview', stem(comp));
  return version === undefined ? stem(comp) : l10n.t('{0} version {1}', stem(comp), formatVersion(version));
}

function line(name: string, value: string | undefined): TooltipLine[] {
  return value === undefined || value === '' ? [] : [{ name, value }];
}

/** The publish that a row's id names. */
export function publishOfRow(id: string): string | undefined {
  return /^publish:(?<publish>.+)$/.exec(id)?.groups?.publish;
}

/** A publish at work, or the last one that failed, as a row. */
export function publishRow(publish: Publish, rendered?: FrameProgress): Row {
  const frames = framesOfPhase(publish, rendered);
  const phase = phaseText(publish.phase, frames);
  const failed = !isAtWork(publish);
  const reason = publish.error?.message;
  const state = failed && reason !== undefined ? `${phase}: ${reason}` : phase;
  // Short, so that the phase is seen beside the label in a narrow side bar.
  const counted = publish.phase === 'rendering' && frames !== undefined ? `${frames.done}/${frames.total}` : state;
  const description = publish.kind === 'preview' ? l10n.t('{0} · preview', counted) : counted;
  const version = publish.version === undefined ? [] : [formatVersion(publish.version)];
  const label = [stem(publish.comp), ...version].join(' ');
  const abilities = failed ? 'ended reported' : 'cancellable';
  return {
    id: `publish:${publish.id}`,
    label,
    description,
    icon: failed ? { id: 'error', color: 'charts.red' } : { id: 'sync~spin', color: 'charts.blue' },
    context: ['publish', publish.phase, abilities, ...(publish.job === undefined ? [] : ['logged'])].join(' '),
    spoken: `${publishName(publish)}, ${state}`,
    tooltip: [
      { value: state },
      ...(publish.error?.nextStep === undefined ? [] : [{ value: publish.error.nextStep }]),
      ...line(l10n.t('Frames'), publish.frames && formatFrames(publish.frames)),
      ...line(l10n.t('State'), publish.state),
      ...line(l10n.t('Comment'), publish.comment),
      ...line(l10n.t('Owner'), publish.owner),
      ...line(l10n.t('Started'), formatTime(publish.startedAt)),
    ],
    path: publish.comp,
  };
}

/** The id of a step's row. */
export function stepRowId(folder: string): string {
  return `step:${folder}`;
}

/** A step with its versions as a row, under that of its shot. */
export function stepRow({ name, folder, versions }: Step, { parent, shot }: RowPlace): Row {
  const latest = versions[0];
  const newest = latest === undefined ? '' : [formatVersion(latest.number), latest.state].filter(Boolean).join(' ');
  const description = versions.length <= 1 ? newest : l10n.t('{0}, {1} versions', newest, versions.length);
  return {
    id: stepRowId(folder),
    label: nameUnder(shot, name),
    description,
    icon: { id: 'package' },
    context: 'step',
    spoken: `${name}, ${description}`,
    expansion: 'collapsed',
    parent,
    tooltip: line(l10n.t('Folder'), folder),
    path: folder,
  };
}

// Ramses' usual states; others have the plain icon.
const STATE_ICONS: Readonly<Record<string, RowIcon>> = {
  OK: { id: 'verified-filled', color: 'charts.green' },
  CHK: { id: 'eye', color: 'charts.yellow' },
  WIP: { id: 'tools', color: 'charts.blue' },
};

/** A published version as a row, under its comp or its step. */
export function versionRow(version: PublishedVersion, parent: string): Row {
  const label = formatVersion(version.number);
  const published = formatTime(version.publishedAt);
  const facts = [version.state, published, version.by, version.frames && formatFrames(version.frames)];
  const description = facts.filter((it) => it !== undefined && it !== '').join(' · ');
  return {
    id: versionRowId(version.folder),
    label,
    description,
    icon: STATE_ICONS[version.state] ?? { id: 'archive' },
    context: ['version', ...(version.manifest === undefined ? [] : ['manifest'])].join(' '),
    spoken: l10n.t('{0} version {1}, {2}', version.step, label, description),
    parent,
    tooltip: [
      ...line(l10n.t('State'), version.state),
      ...line(l10n.t('Published'), published),
      ...line(l10n.t('By'), version.by),
      ...line(l10n.t('Frames'), version.frames && formatFrames(version.frames)),
      ...line(l10n.t('Comment'), version.comment),
      ...line(l10n.t('Size'), version.bytes === undefined ? undefined : formatSize(version.bytes)),
      ...line(
        l10n.t('Rendered in'),
        version.renderTime === undefined ? undefined : formatAge(version.renderTime / 1000),
      ),
      ...line(l10n.t('Delivered to'), version.delivered),
      ...line(l10n.t('Folder'), version.folder),
    ],
    path: version.manifest ?? version.folder,
    command: { id: 'compline.showVersion', title: l10n.t('Show Version') },
  };
}

/** The id of a version's row. */
export function versionRowId(folder: string): string {
  return `version:${folder}`;
}

/** The folder of the version that a row's id names. */
export function versionOfRow(id: string): string | undefined {
  return /^version:(?<folder>.+)$/s.exec(id)?.groups?.folder;
}
