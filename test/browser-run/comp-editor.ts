import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '../vscode/rig/browser.ts';
import type { Workbench } from './workbench.ts';

/** How wide VS Code shows a tab, in columns. */
const TAB = 4;

/** An editor with a file in it, used by keyboard. Places in it are told by what stands there on disk. */
export class CompEditor {
  readonly #page: Page;
  readonly #workbench: Workbench;
  readonly #file: string;

  constructor(page: Page, workbench: Workbench, file: string) {
    this.#page = page;
    this.#workbench = workbench;
    this.#file = file;
  }

  /** The text of the file as it was last saved. */
  text(): Promise<string> {
    return readFile(this.#file, 'utf8');
  }

  /** Puts the cursor behind a piece of the text. */
  async goBehind(piece: string): Promise<void> {
    await this.close();
    const text = await this.text();
    const at = text.indexOf(piece);
    assert.notEqual(at, -1, `${piece} is in the file`);
    const lines = text.slice(0, at + piece.length).split('\n');
    const column = (lines.at(-1) ?? '').replaceAll('\t', ' '.repeat(TAB)).length + 1;
    await this.#page.keyboard.press('Control+G');
    await this.#workbench.quickInput.locator('input').fill(`:${lines.length}:${column}`);
    await this.#page.keyboard.press('Enter');
    await this.#page.locator('#status\\.editor\\.selection').getByText(`Ln ${lines.length}, Col ${column}`).waitFor();
  }

  /** Makes an empty line above the line of a piece of the text, and puts the cursor there. */
  async makeLineAbove(piece: string): Promise<void> {
    await this.goBehind(piece);
    await this.#page.keyboard.press('Control+Shift+Enter');
  }

  /** Types as a person does, who looks at what comes up. */
  type(text: string): Promise<void> {
    return this.#page.keyboard.type(text, { delay: 40 });
  }

  /** Presses keys, one after the other. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key);
  }

  /** Closes what has come up over the text. */
  async close(): Promise<void> {
    await this.press('Escape', 'Escape');
  }

  /** Saves the file, and waits until it is saved; returns its text. */
  async save(): Promise<string> {
    const name = this.#file.slice(this.#file.lastIndexOf('/') + 1);
    await this.press('Control+S');
    await this.#workbench.savedTab(name).waitFor();
    return this.text();
  }

  /** Shows the hover at the cursor, and waits until it holds a text. */
  async hover(text: string | RegExp): Promise<void> {
    await this.press('Control+K', 'Control+I');
    await this.#page.locator('.monaco-hover:not(.hidden)').getByText(text).first().waitFor();
  }

  /** Shows the tools that feed the tool at the cursor, and those that feed one of them. */
  async showFeeding(tool: string): Promise<void> {
    await this.press('Shift+Alt+H');
    await this.#page.getByRole('treeitem', { name: new RegExp(`^${tool}\\b`) }).click();
    await this.press('ArrowRight');
    await this.#page.locator('.references-view, .sidebar').getByRole('treeitem', { level: 3 }).first().waitFor();
  }

  /** A suggestion that is shown, by its label. */
  suggestion(label: string): Locator {
    return this.#page.locator('.suggest-widget.visible').getByRole('option', { name: new RegExp(`^${label}\\b`) });
  }

  /** Waits for a suggestion and takes it. */
  async take(label: string): Promise<void> {
    const suggestion = this.suggestion(label).first();
    await suggestion.waitFor();
    for (let tries = 0; tries < 20 && !(await isFocused(suggestion)); tries += 1) await this.press('ArrowDown');
    await this.press('Enter');
    await this.#page.locator('.suggest-widget.visible').waitFor({ state: 'hidden' });
  }

  /** Opens the menu of code actions by the keys given, and waits for one of them. */
  async openActions(keys: string, title: string | RegExp): Promise<void> {
    const wanted = this.#page.locator('.action-widget').getByRole('option', { name: title }).first();
    // Asked before the server is ready, the editor offers nothing and says so for a moment; a person asks again.
    for (let tries = 0; tries < 10 && !(await wanted.isVisible()); tries += 1) {
      await this.press(keys);
      await wanted.waitFor({ timeout: 5_000 }).catch(() => this.press('Escape'));
    }
    await wanted.waitFor();
  }
}

const isFocused = async (row: Locator): Promise<boolean> => /\bfocused\b/.test((await row.getAttribute('class')) ?? '');
