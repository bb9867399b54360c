import { expect, test, vi } from 'vitest';
import * as z from 'zod';
import { html } from '../../../../client/webviews/html.ts';
import { readMessages } from '../../../../client/webviews/webview-messages.ts';
import { pageHtml } from '../../../../client/webviews/webview-page.ts';
import { vscode } from '../fake-vscode.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

const webview = { cspSource: 'https://page.test', asWebviewUri: (uri: object) => `https://page.test/${uri}` };
const page = () =>
  pageHtml(webview as never, vscode.Uri.file('/ext') as never, { name: 'a', title: '<A>', body: html`<p>b</p>` });

test('a page runs its own script alone, by a nonce that is another one each time', () => {
  const nonceOf = (text: string) => /script-src &#39;nonce-(?<nonce>[\w-]{20,})&#39;"/.exec(text)?.groups?.nonce;
  const text = page();
  const nonce = nonceOf(text);
  expect(text).toContain(`<script nonce="${nonce}" src="https://page.test/file:///ext/dist/webviews/a.js">`);
  expect(text).toContain('content="default-src &#39;none&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;; ');
  expect(text).toContain('style-src https://page.test;');
  expect(text).not.toMatch(/unsafe|\bon\w+=|style="/);
  expect(text).toContain('<title>&lt;A&gt;</title>');
  expect(nonceOf(page())).not.toBe(nonce);
});

test('messages that nobody knows are left alone and told', () => {
  const handled: unknown[] = [];
  const told: unknown[] = [];
  let receive: (message: unknown) => void = () => {};
  const onDidReceiveMessage = (listener: (message: unknown) => void) => {
    receive = listener;
    return { dispose: () => {} };
  };
  readMessages(
    { onDidReceiveMessage } as never,
    z.object({ type: z.literal('go') }),
    (it) => handled.push(it),
    (error) => told.push(error),
  );
  for (const message of [{ type: 'go', more: 1 }, { type: 'run' }, 'go', undefined]) receive(message);
  expect(handled).toEqual([{ type: 'go' }]);
  expect(told).toHaveLength(3);
});
