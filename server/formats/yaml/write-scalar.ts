import type { YamlScalar } from './yaml-node.ts';
import { parseYaml } from './yaml-text.ts';

/** What a plain scalar may be made of without another look. */
const SIMPLE = /^[A-Za-z_/.][A-Za-z0-9_./+-]*(?: [A-Za-z0-9_./+-]+)*$/;

/** Words that YAML 1.1, which PyYAML reads, or 1.2 takes for something else than text: `1:30` is 90, `2026-01-02` a day. */
const RESERVED =
  /^(?:true|false|yes|no|on|off|y|n|null|~|\.nan|[-+]?\.inf|\.|\.[\d_]*|[-+.]?[\d_.]+e?[-+\d]*|[-+]?[\d_]+(?::[0-5]?\d)+(?:\.[\d_]*)?|\d{4}-\d\d?-\d\d?(?:[t\s].*)?)$/i;

/** A value as YAML writes it on one line; a text is quoted where it would be read as something else. */
export function writeScalar(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return String(value);
  if (SIMPLE.test(value) && !RESERVED.test(value)) return value;
  return isPlainText(value) ? value : quoted(value);
}

/** A text in the way in which another one is written, so that its quotes stay. */
export function writeLike(value: string, style: YamlScalar['style']): string {
  if (style === 'double') return JSON.stringify(value);
  const isSimple = !/[\p{Cc}\u2028\u2029\ufeff]/u.test(value);
  return style === 'single' && isSimple ? `'${value.replaceAll("'", "''")}'` : writeScalar(value);
}

/** Whether a text is read as itself where it stands without quotes, also in a list between brackets. */
function isPlainText(value: string): boolean {
  if (value === '' || /[,[\]{}#&*!|>'"%@`\r\n\t]|^[\s?:-]|\s$|: |:$/.test(value) || RESERVED.test(value)) return false;
  const { root, faults } = parseYaml(value);
  return faults.length === 0 && root?.kind === 'scalar' && root.value === value;
}

function quoted(value: string): string {
  const isSimple = !/[\p{Cc}\u2028\u2029\ufeff]/u.test(value);
  return isSimple ? `'${value.replaceAll("'", "''")}'` : JSON.stringify(value);
}
