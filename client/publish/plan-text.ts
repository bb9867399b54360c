import path from 'node:path';
import { l10n, Uri } from 'vscode';
import type { PlannedWrite, PublishPlan } from '../../server/protocol/publishes.ts';
import { formatFrames, formatSize, formatVersion, stem } from '../views/format.ts';

/** More files that would be replaced are counted, not told. */
const MOST_REPLACED = 20;

/** A plan as Markdown, with links to what is there already. */
export function planMarkdown(plan: PublishPlan): string {
  const { project } = plan;
  const version = plan.version === undefined ? '' : ` ${formatVersion(plan.version)} ${plan.state}`;
  const title =
    plan.kind === 'publish'
      ? l10n.t('Publish of {0}: version{1}', stem(plan.comp), version)
      : l10n.t('Preview of {0}', stem(plan.comp));
  const parts = [
    `# ${text(title)}`,
    l10n.t('Nothing is done yet. This is what would be done if it were published now.'),
    section(
      l10n.t('Why it would be refused'),
      plan.refusals.map((reason) => `- ${text(reason)}`),
    ),
    table([
      [l10n.t('Comp'), link(project, plan.comp)],
      [l10n.t('Saver'), text(plan.saver)],
      [l10n.t('Renderer'), text(plan.renderer)],
      [l10n.t('Frames'), formatFrames(plan.frames)],
      ...(plan.delivered === undefined ? [] : [[l10n.t('Delivered to'), place(project, plan.delivered)] as const]),
      [l10n.t('Folder'), place(project, plan.target)],
      ...(plan.estimatedBytes === undefined
        ? []
        : [[l10n.t('Size, by the version before'), formatSize(plan.estimatedBytes)] as const]),
    ]),
    section(
      l10n.t('Files'),
      plan.writes.map((write) => `- ${written(project, write)}`),
    ),
    section(
      l10n.t('Folders that are made'),
      plan.folders.map((folder) => `- ${place(project, folder)}`),
    ),
    replaced(plan),
    section(
      l10n.t('Who else is publishing'),
      plan.others.map(({ version: other, user, machine, at }) =>
        text(l10n.t('- version {0}: {1} on {2} since {3}', formatVersion(other), user, machine, at)),
      ),
    ),
    section(
      l10n.t('Findings of the checks'),
      plan.findings.map(
        ({ severity, message, line, code }) =>
          `- ${text(severity)}, [${l10n.t('line {0}', line + 1)}](${uriOf(plan.comp)}#L${line + 1}): ${text(message)} (${text(code)})`,
      ),
    ),
    command(plan),
    section(
      l10n.t('Webhooks that are told'),
      plan.webhooks.map((name) => `- ${text(name)}`),
    ),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function written(project: string, { what, file, last, count, bytes }: PlannedWrite): string {
  const size = bytes === undefined ? '' : `, ${formatSize(bytes)}`;
  if (last === undefined || count === 1) return `${place(project, file)} (${text(what)}${size})`;
  return `${place(project, file)} … ${text(path.basename(last))} (${count} ${text(what)}${size})`;
}

function replaced({ project, replaces }: PublishPlan): string {
  const shown = replaces.slice(0, MOST_REPLACED).map(({ file }) => `- ${link(project, file)}`);
  const more = replaces.length - shown.length;
  if (more > 0) shown.push(l10n.t('- and {0} more', more));
  const isKept = replaces.some(({ kept }) => kept !== undefined);
  const title = isKept ? l10n.t('Replaced, and kept until the next delivery') : l10n.t('Replaced');
  return section(title, shown);
}

function command({ command: call }: PublishPlan): string {
  if (call === undefined) return '';
  const lines = [call.program, ...call.args.map((argument) => `  ${argument}`)];
  const fence = '`'.repeat(Math.max(3, ...[...lines.join('\n').matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  return [
    `## ${l10n.t('What is run')}`,
    l10n.t('Calls: {0}. The first one renders {1}, an argument on each line:', call.calls, formatFrames(call.frames)),
    `${fence}text\n${lines.join('\n')}\n${fence}`,
  ].join('\n\n');
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `## ${title}\n\n${lines.join('\n')}`;
}

function table(rows: readonly (readonly [string, string])[]): string {
  const [first = ['', ''], ...others] = rows.map(([name, value]) => [name, value.replaceAll('|', '\\|')]);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(first), '| --- | --- |', ...others.map(line)].join('\n');
}

/** What is not there yet has no link. */
function place(project: string, file: string): string {
  return `\`${shown(project, file).replaceAll('`', "'")}\``;
}

function link(project: string, file: string): string {
  return `[${text(shown(project, file))}](${uriOf(file)})`;
}

function shown(project: string, file: string): string {
  const relative = path.relative(project, file);
  return relative === '' || relative.startsWith('..') ? file : relative.replaceAll('\\', '/');
}

function uriOf(file: string): string {
  return Uri.file(file).toString().replaceAll('(', '%28').replaceAll(')', '%29');
}

/** Names and messages as they are, not as Markdown. */
function text(raw: string): string {
  return raw.replaceAll(/[\\`*_[\]<>#|]/g, String.raw`\$&`).replaceAll(/\s+/g, ' ');
}
