import * as vscode from 'vscode';
import type { ShotExpansion, Video, VideoProblem } from './shot-expansion.ts';

/** The text of the preview: each video with its prompt as it is sent, and what is wrong with it. */
export function shotText(name: string, { videos, total, tableFaults }: ShotExpansion): string {
  if (videos.length === 0) return `${vscode.l10n.t('{0} has no shots.', name)}\n`;
  const isAll = videos.length === total;
  const whole = total === 1 ? vscode.l10n.t('{0}: 1 video', name) : vscode.l10n.t('{0}: {1} videos', name, total);
  const heading = isAll ? whole : vscode.l10n.t('{0}: the first {1} of {2} videos', name, videos.length, total);
  const faults = tableFaults.map((fault) => `! ${fault}`);
  const parts = [[heading, ...faults].join('\n'), ...videos.map(textOf)];
  return `${parts.join('\n\n')}\n`;
}

function textOf(video: Video, index: number): string {
  const { shot, row, model, width, height, duration, prompt, problems } = video;
  const place =
    row === undefined ? vscode.l10n.t('shot {0}', shot + 1) : vscode.l10n.t('shot {0}, row {1}', shot + 1, row + 1);
  const size = width === undefined || height === undefined ? undefined : `${width}x${height}`;
  const length = duration === undefined ? undefined : vscode.l10n.t('{0} s', duration);
  const facts = [place, model, size, length].filter((fact) => fact !== undefined).join(', ');
  const lines = prompt.split(/\r\n|\r|\n/).map((line) => `   ${line}`.trimEnd());
  return [`${index + 1}. ${facts}`, ...lines, ...problems.map((problem) => `   ! ${describe(problem)}`)].join('\n');
}

function describe(problem: VideoProblem): string {
  switch (problem.kind) {
    case 'no-table':
      return vscode.l10n.t('No table fills the placeholders.');
    case 'no-rows':
      return vscode.l10n.t('The table has no rows.');
    case 'no-column':
      return vscode.l10n.t('The table has no column “{0}”.', problem.name);
    case 'empty-cell':
      return vscode.l10n.t('The row has nothing in “{0}”.', problem.name);
    case 'empty-prompt':
      return vscode.l10n.t('The prompt is empty.');
    case 'prompt-too-long':
      return vscode.l10n.t('The prompt has {0} characters; {1} may be sent.', problem.characters, problem.most);
    case 'lone-brace':
      return vscode.l10n.t('A brace stands alone and is sent as it is.');
  }
}
