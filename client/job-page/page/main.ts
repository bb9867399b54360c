import type { ToPage } from '../page-messages.ts';
import type { Host } from './host.ts';
import { JobPage } from './job-page.ts';

declare function acquireVsCodeApi(): Host;

const TYPES: ReadonlySet<string> = new Set([
  'setup',
  'head',
  'frames',
  'farm',
  'log',
  'no-log',
  'notice',
] satisfies ToPage['type'][]);

/** True for what the extension tells; whatever else reaches a page is left alone. */
function isFromExtension(data: unknown): data is ToPage {
  return typeof data === 'object' && data !== null && 'type' in data && TYPES.has(String(data.type));
}

const host = acquireVsCodeApi();
let page: JobPage | undefined;

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (!isFromExtension(data)) return;
  if (data.type === 'setup') page ??= new JobPage(host, data.job, data.texts, document.body);
  else page?.take(data);
});
host.postMessage({ type: 'ready' });
