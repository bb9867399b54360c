import * as vscode from 'vscode';
import type { Thumbnail } from '../../server/protocol/thumbnails.ts';
import { escapeMarkdown } from './markdown.ts';

/** Milliseconds after which a tooltip is shown with what is known. */
const PATIENCE = 1_500;
/** Pixels of a picture that nobody has made small. */
const WIDTH = 320;

/** A picture in a tooltip, as Markdown; empty where there is none. */
export function pictureMarkdown({ file, frame, source }: Thumbnail): string {
  if (file === undefined) return '';
  const name = frame === undefined ? vscode.l10n.t('last picture') : vscode.l10n.t('frame {0}', frame);
  const width = file === source ? `|width=${WIDTH}` : '';
  return `![${escapeMarkdown(name)}](${vscode.Uri.file(file).toString()}${width})  \n${escapeMarkdown(name)}`;
}

/** An answer that comes while somebody waits for a tooltip; undefined for one that is late, and for an error. */
export async function inTime<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE);
  });
  try {
    return await Promise.race([answer.catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
}
