/** The cores of a machine by Linux' `/proc/cpuinfo`: the ids of cores in each package. Undefined where it tells none. */
export function readCores(text: string): number | undefined {
  const cores = new Set<string>();
  let packageId = '';
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    if (colon === -1) continue;
    const [key, value] = [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    if (key === 'physical id') packageId = value;
    if (key === 'core id') cores.add(`${packageId}/${value}`);
  }
  return cores.size === 0 ? undefined : cores.size;
}
