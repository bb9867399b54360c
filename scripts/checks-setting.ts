// usage: node scripts/checks-setting.ts
// Writes the checks into the setting compline.checks of package.json, and their texts into package.nls.json.
import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { ALL_CHECKS } from '../server/checks/all-checks.ts';
import { at } from './lib/paths.mjs';

/** The texts that the script writes have keys that begin so. */
const PREFIX = 'check.';

/** The text after which they stand. */
const BEFORE = 'settings.checks.description';

const SEVERITIES = ['error', 'warning', 'information', 'hint', 'off'];

/** The setting's properties, each with the list of severities: the settings editor shows lists only of what has its own. */
export function checksSetting(): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    ALL_CHECKS.map(({ code, defaultSeverity }) => [
      code,
      { type: 'string', enum: SEVERITIES, default: defaultSeverity, description: `%${PREFIX}${code}%` },
    ]),
  );
}

/** The same texts, with those of the checks in their place. */
export function withChecks(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const ours = ALL_CHECKS.map(({ code, title, defaultSeverity, decidedBy }) => {
    // The editor knows nothing of bytes: a severity for these holds only where a project sets it.
    const where =
      decidedBy === 'bytes' ? ' Found by compline check and the publish, which go by compline.yaml alone.' : '';
    const before = decidedBy === 'publish' ? ' Found by the publish, which goes by compline.yaml alone.' : '';
    const only = decidedBy === 'edits' ? ' Found in the editor alone.' : '';
    return [PREFIX + code, `${title}${where}${before}${only} Default: ${defaultSeverity}.`];
  });
  const entries = Object.entries(texts).flatMap(([key, text]) => {
    if (key.startsWith(PREFIX)) return [];
    return key === BEFORE ? [[key, text], ...ours] : [[key, text]];
  });
  return Object.fromEntries(entries);
}

/** Writes both files anew, in the form that npm gives them. */
function write(): void {
  const manifest = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  for (const { properties } of manifest.contributes.configuration) {
    const setting = properties['compline.checks'];
    if (setting !== undefined) setting.properties = checksSetting();
  }
  writeFileSync(at('package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  const texts = JSON.parse(readFileSync(at('package.nls.json'), 'utf8'));
  writeFileSync(at('package.nls.json'), `${JSON.stringify(withChecks(texts), undefined, 2)}\n`);
}

if (import.meta.filename === argv[1]) write();
