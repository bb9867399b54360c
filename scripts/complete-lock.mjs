// usage: node scripts/complete-lock.mjs [package-lock.json …]
// Adds the entries that `npm install` leaves out of a lockfile when the registry at hand lacks an optional package of
// another platform. Without them `npm ci` refuses the lockfile as out of step. Run it after every `npm install`.
import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

/** What a platform package's name tells: its operating system, processor and C library. */
export const platformOf = (name) => {
  const words = name.split(/[/\-.]/);
  const os = systems.find((it) => words.includes(it));
  const cpu = processors.find((it) => words.includes(it));
  if (cpu === undefined || (os === undefined && cpu !== 'wasm32')) {
    throw new Error(`The name of ${name} does not tell its platform: add it to the lockfile by hand.`);
  }
  const libc = ['musl', 'gnu'].find((it) => words.some((word) => word.startsWith(it)));
  return {
    cpu: [cpu],
    ...(os === undefined ? {} : { os: [os] }),
    ...(libc === undefined ? {} : { libc: [libc === 'gnu' ? 'glibc' : libc] }),
  };
};

/** The lockfile with an entry for every optional dependency, and the names that were added. */
export const complete = (lock) => {
  const added = [];
  const packages = { ...lock.packages };
  for (const [where, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const nested = where === '' ? undefined : packages[`${where}/node_modules/${name}`];
      if (nested !== undefined || packages[`node_modules/${name}`] !== undefined) continue;
      const dev = entry.dev === true ? { dev: true } : {};
      packages[`node_modules/${name}`] = { version, ...platformOf(name), ...dev, optional: true };
      added.push(`${name}@${version}`);
    }
  }
  const sorted = Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1));
  return { lock: { ...lock, packages: Object.fromEntries(sorted) }, added };
};

if (import.meta.filename === argv[1]) {
  for (const file of argv.length > 2 ? argv.slice(2) : ['package-lock.json']) {
    const { lock, added } = complete(JSON.parse(readFileSync(file, 'utf8')));
    if (added.length > 0) writeFileSync(file, `${JSON.stringify(lock, undefined, 2)}\n`);
    console.log(`${file}: ${added.length === 0 ? 'nothing to add' : `added ${added.join(', ')}`}`);
  }
}
