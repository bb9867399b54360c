/**
 * The offset of a tool's name where a comp defines it, `Name = Loader {`; undefined where it does not. A name that is no
 * plain word stands in `["..."]`.
 */
export function toolOffset(text: string, tool: string, id = '[\\w.]+'): number | undefined {
  const name = tool.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const found = new RegExp(`(?<=^|[\\s,{;]|\\[")${name}(?="?\\]?\\s*=\\s*${id}\\s*\\{)`).exec(text);
  return found?.index;
}
