import * as vscode from 'vscode';
import { ComplineError } from '../../server/protocol/errors.ts';
import { type UntrustedDetails, untrustedDetailsSchema } from '../../server/protocol/projects.ts';
import { Dismissed } from './error-reporter.ts';
import { farmLines } from './farm-lines.ts';
import type { CoreRequests } from './pipeline-core.ts';
import { programLines } from './program-lines.ts';
import { webhookLines } from './webhook-lines.ts';

async function ask({ root, programs, webhooks, farms }: UntrustedDetails): Promise<boolean> {
  const trust = vscode.l10n.t('Trust and Continue');
  const message = vscode.l10n.t('This project would run programs on this machine. Do you trust it?');
  const lines = programLines(programs, vscode.l10n.t('no programs'));
  const detail = [
    vscode.l10n.t('The configuration of {0} names:', root),
    ...lines,
    ...webhookLines(webhooks),
    ...farmLines(farms),
    '',
    vscode.l10n.t('You are asked again when the configuration names something else.'),
  ].join('\n');
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, trust)) === trust;
}

async function askAndTrust(core: CoreRequests, untrusted: UntrustedDetails): Promise<void> {
  if (!(await ask(untrusted))) throw new Dismissed();
  await core.request('project/trust', { root: untrusted.root, hash: untrusted.hash });
}

/**
 * Asks the user to trust what the project of a file or folder would run, where that is not trusted yet. Throws
 * `Dismissed` where the user does not. A configuration that cannot be used is left to the work to complain of.
 */
export async function ensureTrust(core: CoreRequests, path: string): Promise<void> {
  const { project } = await core.request('project/status', { path });
  if (project.trusted || project.problems.length > 0) return;
  await askAndTrust(core, {
    root: project.root,
    hash: project.trustHash,
    programs: project.programs,
    webhooks: project.webhooks,
    farms: project.farms,
  });
}

/**
 * Runs `work`; where the core refuses because the project is not trusted, asks the user to trust what it would run, and
 * runs it again. Throws `Dismissed` where the user does not.
 */
export async function withTrust<T>(core: CoreRequests, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!ComplineError.is(error, 'project-not-trusted')) throw error;
    const untrusted = untrustedDetailsSchema.safeParse(error.details);
    if (!untrusted.success) throw error;
    await askAndTrust(core, untrusted.data);
    return work();
  }
}
