import path from 'node:path';
import { l10n } from 'vscode';
import type { PublishedVersion } from '../../server/protocol/publishes.ts';
import type { Scene, SceneFinding, SceneLoader } from '../../server/protocol/scenes.ts';
import { formatVersion, stem } from '../views/format.ts';
import { facts, type Row, type RowIcon } from '../views/row.ts';
import { countsOf, type LoaderState, loaderState, type SceneCounts, versionRead } from './scene-facts.ts';
import { compRowId, currentRowId, findingRowId, loaderRowId } from './scene-ids.ts';
import { countTexts } from './scene-texts.ts';

const ERROR: RowIcon = { id: 'error', color: 'charts.red' };
const WARNING: RowIcon = { id: 'warning', color: 'charts.yellow' };
const OUTDATED: RowIcon = { id: 'arrow-circle-up', color: 'charts.orange' };
const WELL: RowIcon = { id: 'pass', color: 'charts.green' };

/** The newest version as people call it: `003 WIP`. */
export function newestText(versions: readonly PublishedVersion[]): string {
  const [newest] = versions;
  if (newest === undefined) return l10n.t('not published');
  return [formatVersion(newest.number), newest.state].filter(Boolean).join(' ');
}

/** The place of a row under others. */
export interface RowPlace {
  /** The id of the row that holds it. */
  readonly parent: string;
  /** The name of the shot that it stands under, which its own name need not say again. */
  readonly shot: string;
}

/** A name without that of the shot in front: `COMP` for `DEMO_S_SH010_COMP` under `DEMO_S_SH010`. */
export function nameUnder(shot: string, name: string): string {
  const rest = name.startsWith(shot) ? /^[_.-](?<rest>.+)$/.exec(name.slice(shot.length))?.groups?.rest : undefined;
  return rest ?? name;
}

/** A comp as a row: the newest version of its step, and what wants a look in it. */
export function compRow(scene: Scene, versions: readonly PublishedVersion[], { parent, shot }: RowPlace): Row {
  const name = stem(scene.comp);
  const counts = countsOf(scene);
  const description = [newestText(versions), ...countTexts(counts)].join(' · ');
  const isPublished = versions.length > 0;
  return {
    id: compRowId(scene.comp),
    label: nameUnder(shot, name),
    description,
    icon: iconOf(counts),
    context: ['comp', ...(counts.outdated > 0 ? ['outdated'] : []), ...(isPublished ? ['published'] : [])].join(' '),
    spoken: [name, newestText(versions), ...countTexts(counts)].join(', '),
    expansion: 'collapsed',
    parent,
    tooltip: [
      ...(scene.unreadable === undefined ? [] : [{ value: scene.unreadable }]),
      ...facts(
        [l10n.t('Published'), newestText(versions)],
        [l10n.t('Needs attention'), countTexts(counts).join(', ')],
        [l10n.t('Loaders'), scene.loaders.length],
        [l10n.t('File'), scene.comp],
      ),
    ],
    path: scene.comp,
  };
}

function iconOf({ errors, missing, unreadable, outdated, warnings }: SceneCounts): RowIcon {
  if (errors + missing + unreadable > 0) return ERROR;
  if (outdated > 0) return OUTDATED;
  return warnings > 0 ? WARNING : WELL;
}

const LOADER_ICONS: Readonly<Record<LoaderState, RowIcon>> = {
  missing: ERROR,
  outdated: OUTDATED,
  wrong: WARNING,
  current: WELL,
};

/** A file that a Loader of a comp reads as a row. */
export function loaderRow(comp: string, loader: SceneLoader, index: number, parent: string): Row {
  const state = loaderState(loader);
  const file = path.basename(loader.file.replaceAll('\\', '/'));
  const description = [stateText(loader, state), file].filter((it) => it !== '').join(' · ');
  const read = versionRead(loader);
  const abilities = [
    ...(loader.newer === undefined ? [] : ['outdated']),
    ...(loader.versions.length > 1 ? ['versioned'] : []),
    ...(loader.path === undefined || loader.media === 'missing' ? [] : ['media']),
  ];
  return {
    id: loaderRowId(comp, loader.tool, index),
    label: loader.tool,
    description,
    icon: loader.enabled ? LOADER_ICONS[state] : { id: 'circle-slash' },
    context: ['loader', ...abilities].join(' '),
    spoken: `${loader.tool}, ${description}`,
    parent,
    tooltip: [
      ...loader.findings.map(({ message }) => ({ value: message })),
      ...facts(
        [l10n.t('Reads'), read === undefined ? undefined : formatVersion(read)],
        [l10n.t('Published'), loader.versions.map((it) => formatVersion(it.number)).join(', ')],
        [l10n.t('File'), loader.path ?? loader.file],
      ),
    ],
    ...(loader.path !== undefined && { path: loader.path }),
    command: { id: 'compline.loader.goTo', title: l10n.t('Go to Loader') },
  };
}

function stateText(loader: SceneLoader, state: LoaderState): string {
  const read = versionRead(loader);
  if (!loader.enabled) return l10n.t('passed through');
  if (state === 'missing') return l10n.t('missing');
  if (state === 'wrong') return loader.findings[0]?.message ?? '';
  if (loader.newer === undefined) return read === undefined ? '' : formatVersion(read);
  const newer = formatVersion(loader.newer);
  return read === undefined ? newer : l10n.t('{0} → {1}', formatVersion(read), newer);
}

/** The row that holds those Loaders of a comp that are as they should be. */
export function currentLoadersRow(comp: string, count: number, others: number): Row {
  const label =
    others > 0
      ? l10n.t('{0} more are current', count)
      : count === 1
        ? l10n.t('1 Loader, current')
        : l10n.t('{0} Loaders, all current', count);
  return {
    id: currentRowId(comp),
    label,
    description: '',
    icon: WELL,
    context: 'loaders',
    spoken: label,
    expansion: 'collapsed',
    parent: compRowId(comp),
    tooltip: [],
  };
}

const FINDING_ICONS: Readonly<Record<SceneFinding['severity'], RowIcon>> = {
  error: ERROR,
  warning: WARNING,
  information: { id: 'info', color: 'charts.blue' },
  hint: { id: 'lightbulb' },
};

/** Something that is wrong with a comp as a row; choosing it goes to its line. */
export function findingRow(comp: string, finding: SceneFinding, index: number): Row {
  const { code, message, line, severity } = finding;
  return {
    id: findingRowId(comp, line, index),
    label: message,
    description: l10n.t('line {0}', line),
    icon: FINDING_ICONS[severity],
    context: 'finding',
    spoken: `${severityText(severity)}, ${message}, ${l10n.t('line {0}', line)}`,
    parent: compRowId(comp),
    tooltip: facts([l10n.t('Check'), code], [l10n.t('Line'), line]),
    path: comp,
    command: { id: 'compline.goToFinding', title: l10n.t('Go to Line') },
  };
}

function severityText(severity: SceneFinding['severity']): string {
  switch (severity) {
    case 'error':
      return l10n.t('error');
    case 'warning':
      return l10n.t('warning');
    case 'information':
      return l10n.t('information');
    case 'hint':
      return l10n.t('hint');
  }
}
