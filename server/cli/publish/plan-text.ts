import path from 'node:path';
import type { PublishPlan } from '../../protocol/publishes.ts';
import { printable } from '../terminal.ts';

/** More files that would be replaced are counted, not told. */
const MOST_REPLACED = 5;

/** A plan as a terminal shows it: what would be rendered how, and every file that would be written. */
export function planText(plan: PublishPlan): string {
  const version = plan.version === undefined ? [] : [`Version ${String(plan.version).padStart(3, '0')} ${plan.state}`];
  const lines = [
    ...version,
    `Saver ${plan.saver}, rendered by ${plan.renderer}${plan.farm === 'local' ? '' : ` on the farm ${plan.farm}`}, frames ${plan.frames.first}-${plan.frames.last}`,
    `into ${plan.delivered ?? plan.target}`,
    'Writes:',
    ...plan.writes.map(writeText),
    ...section('Makes the folders:', plan.folders),
    ...replacesText(plan),
    ...commandText(plan),
    ...section('Tells the webhooks:', plan.webhooks),
    ...plan.others.map(
      ({ version, user, machine, at }) =>
        `Version ${String(version).padStart(3, '0')} is being published by ${user} on ${machine} since ${at}.`,
    ),
    ...section('To be known:', farmNotes(plan)),
    ...section('Would be refused:', plan.refusals),
    ...plan.findings.map(
      ({ severity, line, character, message, code }) =>
        `${path.basename(plan.comp)}:${line + 1}:${character + 1} ${severity} ${message} (${code})`,
    ),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

/** What a farm has said, which stands in no line of the comp. */
function farmNotes({ farm, warnings, findings }: PublishPlan): string[] {
  if (farm === 'local') return [];
  return warnings.filter((it) => !findings.some(({ message }) => it.endsWith(message)));
}

function writeText({ what, file, last, count }: PublishPlan['writes'][number]): string {
  if (last === undefined || count === 1) return `  ${file} (${what})`;
  return `  ${file} to ${path.basename(last)} (${count} ${what})`;
}

function replacesText({ replaces }: PublishPlan): string[] {
  if (replaces.length === 0) return [];
  const kept = replaces.some((it) => it.kept !== undefined);
  const title = kept
    ? 'Replaces, and keeps until the next delivery (compline publish restore brings it back):'
    : 'Replaces:';
  const more = replaces.length > MOST_REPLACED ? [`and ${replaces.length - MOST_REPLACED} more`] : [];
  return section(title, [...replaces.slice(0, MOST_REPLACED).map(({ file }) => file), ...more]);
}

function commandText({ command, estimatedBytes }: PublishPlan): string[] {
  const size = estimatedBytes === undefined ? [] : [`About ${megabytes(estimatedBytes)}, by the version before.`];
  if (command === undefined) return size;
  const calls = command.calls === 1 ? 'one call' : `the first of ${command.calls} calls`;
  return [
    `Runs (${calls}, frames ${command.frames.first}-${command.frames.last}):`,
    `  ${[command.program, ...command.args].map(quoted).join(' ')}`,
    ...size,
  ];
}

function megabytes(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}

/** An argument as somebody would type it into a shell. */
function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", String.raw`'\''`)}'`;
}
