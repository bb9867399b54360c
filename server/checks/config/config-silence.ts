import type { ConfigStack } from '../../formats/config/config-stack.ts';
import type { ConfigFault } from '../../formats/config/rules/config-fault.ts';
import type { YamlPath } from '../../formats/yaml/yaml-node.ts';
import type { DocumentCheck } from '../document-check.ts';
import { ownObservations } from './rule-check.ts';

/** Patterns of files that no path from the project's root can ever be like. */
export const configSilence: DocumentCheck<ConfigStack> = {
  code: 'config-silence',
  title: 'A pattern of files under "silence" fits no file.',
  defaultSeverity: 'warning',
  run: (stack) => ownObservations(stack, faults(stack)),
};

function* faults(stack: ConfigStack): Iterable<ConfigFault> {
  const silence = stack.at(['silence']);
  if (!Array.isArray(silence)) return;
  for (const index of silence.keys()) {
    const path = ['silence', index, 'files'];
    const files = stack.at(path);
    if (typeof files === 'string') yield* faultOf(files, path);
    if (!Array.isArray(files)) continue;
    for (const [at, file] of files.entries()) if (typeof file === 'string') yield* faultOf(file, [...path, at]);
  }
}

function* faultOf(pattern: string, path: YamlPath): Iterable<ConfigFault> {
  const slashed = pattern.replaceAll('\\', '/');
  const bare = slashed.replace(/^(?:\.?\/+)+/, '').replaceAll(/\/{2,}/g, '/');
  if (/^[A-Za-z]:/.test(pattern) || /^[\\/]{2}/.test(pattern)) {
    yield { path, message: "Patterns are of paths from the project's root, without drive or share." };
  } else if (/(?:^|\/)\.\.(?:\/|$)/.test(slashed)) {
    yield { path, message: 'Outside of the project nothing is silenced: take the .. out.' };
  } else if (bare !== pattern) {
    yield { path, message: `No file is like this. Write it from the project's root: ${bare}`, instead: bare };
  } else if (pattern.endsWith('/')) {
    yield { path, message: 'This fits folders alone. Write ** for the files in it.', instead: `${pattern}**` };
  } else if (count(pattern, '{') !== count(pattern, '}')) {
    yield { path, message: 'A brace is missing: {a,b} stands for either.' };
  }
}

function count(text: string, letter: string): number {
  return text.split(letter).length - 1;
}
