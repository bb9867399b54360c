import path from 'node:path';
import * as vscode from 'vscode';
import type { PublishPlan } from '../../server/protocol/publishes.ts';
import { formatFrames, formatVersion, stem } from '../views/format.ts';
import { type WalkPlace, walk } from './walk.ts';
import { BACK, type WalkInputs } from './walk-inputs.ts';

/** What the user says about a version. */
export interface PublishAnswers {
  readonly state: string;
  readonly comment: string;
}

/** What is asked beside the answers themselves. */
export interface PublishQuestions {
  readonly inputs: WalkInputs;
  /** What was last said of the comp. */
  readonly last: PublishAnswers;
  /** The farm that was chosen for it, as people read it. */
  readonly farm?: string;
  /** Shows what the publish would do; absent where nothing can. */
  readonly showPlan?: () => Promise<void>;
}

/** What the user wants in the end. */
export interface PublishDecision extends PublishAnswers {
  readonly action: 'publish' | 'preview';
}

const STATE = /^[A-Za-z]{1,10}$/;

/** So many warnings are listed. */
const MOST_WARNINGS = 20;

/**
 * Asks for the state and the comment of a version, then whether it is right so: three questions, each with what was said
 * last, so that Enter three times publishes again as before. Throws `Dismissed` where the user calls it off.
 */
export async function askPublish(
  plan: PublishPlan,
  { inputs, last, farm, showPlan }: PublishQuestions,
): Promise<PublishDecision> {
  let { state, comment } = last;
  let action: PublishDecision['action'] = 'publish';
  const [name, frames] = [stem(plan.comp), formatFrames(plan.frames)];
  const title =
    farm === undefined
      ? vscode.l10n.t('Publish {0}, frames {1}', name, frames)
      : vscode.l10n.t('Publish {0} on {1}, frames {2}', name, farm, frames);

  const askState = async (at: WalkPlace): Promise<'on' | 'back'> => {
    const items = stateItems(state);
    const active = items.find((it) => it.state === state);
    const placeholder = vscode.l10n.t('State of the version');
    const picked = await inputs.pick({ ...at, title, placeholder, items, active });
    if (picked === BACK) return 'back';
    if (picked.state !== undefined) {
      state = picked.state;
      return 'on';
    }
    const fault = (text: string) => (STATE.test(text) ? undefined : vscode.l10n.t('Use 1 to 10 letters.'));
    // A question beside the way: back from it leads to the list.
    const asked = { ...at, step: at.step + 1, totalSteps: at.totalSteps + 1 };
    const written = await inputs.write({ ...asked, title, placeholder, prompt: placeholder, value: '', fault });
    if (written === BACK) return askState(at);
    state = written;
    return 'on';
  };

  const askComment = async (at: WalkPlace): Promise<'on' | 'back'> => {
    const placeholder = vscode.l10n.t('What is new in this version');
    const prompt = vscode.l10n.t('Comment, may be empty');
    const written = await inputs.write({ ...at, title, placeholder, prompt, value: comment });
    if (written === BACK) return 'back';
    comment = written.trim();
    return 'on';
  };

  const confirm = async (at: WalkPlace): Promise<'on' | 'back'> => {
    const items = confirmItems(plan, { state, comment }, showPlan !== undefined);
    const [active] = items;
    const placeholder = vscode.l10n.t('Enter publishes');
    const picked = await inputs.pick({ ...at, title, placeholder, items, active });
    if (picked === BACK) return 'back';
    if (picked.does === 'plan') await showPlan?.();
    if (picked.does === 'plan' || picked.does === undefined) return confirm(at);
    action = picked.does;
    return 'on';
  };

  await walk([askState, askComment, confirm]);
  return { state, comment, action };
}

interface StateItem extends vscode.QuickPickItem {
  /** Absent for the one that asks for another state. */
  readonly state?: string;
}

function stateItems(last: string): readonly StateItem[] {
  const known: readonly StateItem[] = [
    { label: 'WIP', description: vscode.l10n.t('work in progress'), state: 'WIP' },
    { label: 'CHK', description: vscode.l10n.t('to be checked'), state: 'CHK' },
    { label: 'OK', description: vscode.l10n.t('approved'), state: 'OK' },
  ];
  const isKnown = last === '' || known.some(({ state }) => state === last);
  const own = isKnown ? [] : [{ label: last, description: vscode.l10n.t('as last time'), state: last }];
  return [...known, ...own, { label: vscode.l10n.t('Other…'), description: '' }];
}

interface ConfirmItem extends vscode.QuickPickItem {
  /** Absent for a line that only tells something. */
  readonly does?: 'publish' | 'preview' | 'plan';
}

/** What the publish would do, in a line: `Publish DEMO_S_SH010_COMP as 004 WIP — 2 warnings`. */
export function confirmText({ comp, version, warnings }: PublishPlan, state: string): string {
  const target = [version === undefined ? '' : formatVersion(version), state].filter((it) => it !== '').join(' ');
  const what = vscode.l10n.t('Publish {0} as {1}', stem(comp), target);
  if (warnings.length === 0) return vscode.l10n.t('{0} — no warnings', what);
  return warnings.length === 1
    ? vscode.l10n.t('{0} — 1 warning', what)
    : vscode.l10n.t('{0} — {1} warnings', what, warnings.length);
}

function confirmItems(plan: PublishPlan, answers: PublishAnswers, hasPlan: boolean): readonly ConfirmItem[] {
  const { warnings } = plan;
  const target = path.relative(plan.project, plan.target);
  const detail = [answers.comment, target].filter((it) => it !== '').join(' · ');
  const told = warnings.slice(0, MOST_WARNINGS).map((it): ConfirmItem => ({ label: `$(warning) ${it}` }));
  return [
    {
      label: confirmText(plan, answers.state),
      iconPath: new vscode.ThemeIcon('cloud-upload'),
      detail,
      does: 'publish',
    },
    ...(hasPlan
      ? [{ label: vscode.l10n.t('Show Plan'), iconPath: new vscode.ThemeIcon('list-tree'), does: 'plan' } as const]
      : []),
    {
      label: vscode.l10n.t('Create Preview Instead'),
      iconPath: new vscode.ThemeIcon('play'),
      does: 'preview',
    },
    ...(told.length === 0
      ? []
      : [{ label: vscode.l10n.t('Warnings'), kind: vscode.QuickPickItemKind.Separator }, ...told]),
  ];
}
