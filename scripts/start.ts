// usage: npm start [-- --fresh]
// Opens VS Code on a copy of the sample project with the extension in it: the desktop one where `code` is on PATH,
// otherwise code-server, whose address it prints. What is written goes to .start/ and stays for the next time; --fresh
// begins anew. Ctrl+C ends all that was started.
import { argv, exit } from 'node:process';
import { findProgram } from './lib/programs.mjs';
import { startDesktop } from './start/desktop.ts';
import { startInBrowser } from './start/in-browser.ts';
import { makePlace } from './start/place.ts';

const asked = Promise.withResolvers<void>();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => asked.resolve());

const place = await makePlace({ fresh: argv.includes('--fresh') });
const code = findProgram('code');
const editor = code === undefined ? await startInBrowser(place) : await startDesktop(place, code);
await Promise.race([asked.promise, editor.ended]);

console.log('\nEnding …');
await editor.stop();
await place.stopCore();
exit(0);
