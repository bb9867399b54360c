import { nodeAt } from '../../yaml/yaml-places.ts';
import type { ConfigSource } from '../config-stack.ts';
import { isPlainMap } from '../merge-configs.ts';
import { migrate } from '../migrations.ts';
import type { ConfigFault, ConfigRule } from './config-fault.ts';

/** Every file says which version of the format it is, and it is one that can be read. */
export const versionRule: ConfigRule = {
  code: 'config-version',
  *run(stack) {
    for (const source of stack.sources) {
      const fault = source.text.faults.length === 0 ? faultOf(source) : undefined;
      if (fault !== undefined) yield { path: ['version'], source, ...fault };
    }
  },
};

function faultOf({ text }: ConfigSource): Omit<ConfigFault, 'path'> | undefined {
  const { yaml, format } = text;
  const now = format.version;
  const node = nodeAt(yaml, ['version']);
  if (node === undefined) {
    if (!isPlainMap(text.value)) return undefined;
    return {
      message: `The key "version" is missing. Write "version: ${now}".`,
      range: START,
      fixes: [addVersion(text)],
    };
  }
  const fixes = [{ title: `Write version: ${now}`, edits: [{ range: node.range, newText: String(now) }] }];
  const version = node.kind === 'scalar' ? node.value : undefined;
  if (typeof version !== 'number' || !Number.isInteger(version)) {
    return { message: `version: expected a whole number. This Compline reads version ${now}.`, fixes };
  }
  if (version === now) return undefined;
  if (version > now) {
    return { message: `This Compline reads version ${now}. Write "version: ${now}", or use a newer Compline.` };
  }
  const newText = migrate(yaml, format);
  if (newText === undefined)
    return { message: `No Compline wrote version ${version}. Write "version: ${now}".`, fixes };
  return {
    severity: 'warning',
    message: `This is version ${version}; the present one is ${now}.`,
    fixes: [{ title: `Migrate to version ${now}`, edits: [{ range: { start: 0, end: yaml.text.length }, newText }] }],
  };
}

const START = { start: 0, end: 0 };

function addVersion({ yaml, format }: ConfigSource['text']) {
  const title = `Add version: ${format.version}`;
  const { root, text } = yaml;
  if (root?.kind === 'map' && root.isFlow) {
    const at = root.range.start + 1;
    return { title, edits: [{ range: { start: at, end: at }, newText: ` version: ${format.version},` }] };
  }
  const at = root?.range.start ?? text.length;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  return { title, edits: [{ range: { start: at, end: at }, newText: `version: ${format.version}${lineEnd}` }] };
}
