import type { Locator, Page } from '../vscode/rig/browser.ts';

/** VS Code's workbench in a page, used as a person uses it: by keyboard and mouse. */
export class Workbench {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The file that the Explorer shows, by its name. */
  fileInExplorer(name: string): Locator {
    return this.#page.getByRole('tree', { name: 'Files Explorer' }).getByRole('treeitem', { name });
  }

  /** Opens a file by its name in Quick Open, and waits for its editor. */
  async openFile(name: string): Promise<Locator> {
    await this.#page.keyboard.press('Control+P');
    await this.#page.locator('.quick-input-widget input').fill(name);
    await this.#page.locator('.quick-input-list').getByRole('option', { name }).first().click();
    const editor = this.#page.locator(`.monaco-editor[data-uri$="/${name}"]`).first();
    await editor.waitFor();
    return editor;
  }

  /** Runs a command from the palette by its title, category included. */
  async runCommand(title: string): Promise<void> {
    await this.#page.keyboard.press('F1');
    await this.#page.locator('.quick-input-widget input').fill(`>${title}`);
    await this.#page.locator('.quick-input-list').getByRole('option', { name: title }).first().click();
  }

  /** Waits until the palette offers a command, by its title, category included. */
  async findCommand(title: string): Promise<void> {
    await this.#page.keyboard.press('F1');
    await this.#page.locator('.quick-input-widget input').fill(`>${title}`);
    await this.#page.locator('.quick-input-list').getByRole('option', { name: title }).first().waitFor();
    await this.#page.keyboard.press('Escape');
    await this.quickInput.waitFor({ state: 'hidden' });
  }

  /** The titles of a category's few commands that the palette offers without scrolling, without those that VS Code adds for each view. */
  async commandsOf(category: string): Promise<string[]> {
    await this.#page.keyboard.press('F1');
    await this.#page.locator('.quick-input-widget input').fill(`>${category}: `);
    await this.#page
      .locator('.quick-input-list')
      .getByRole('option', { name: `${category}: Show Log` })
      .waitFor();
    const names = await this.#page
      .locator('.quick-input-list')
      .getByRole('option')
      .locator('.label-name')
      .allInnerTexts();
    await this.#page.keyboard.press('Escape');
    const own = names.filter((it) => it.startsWith(`${category}: `)).map((it) => it.slice(category.length + 2));
    return own.filter((it) => !it.startsWith('Focus on '));
  }

  /** Shows the Problems panel; returns it. */
  async showProblems(): Promise<Locator> {
    await this.#page.keyboard.press('Control+Shift+M');
    return this.#page.locator('.markers-panel');
  }

  /** The entry of the Problems panel whose text holds a pattern. */
  problem(pattern: RegExp): Locator {
    return this.#page.locator('.markers-panel').getByRole('treeitem', { name: pattern });
  }

  /** Goes to the place of a problem and opens the menu of its quick fixes; returns the menu. */
  async openQuickFixes(problem: Locator): Promise<Locator> {
    const line = /\[Ln (?<line>\d+),/.exec((await problem.textContent()) ?? '')?.groups?.line ?? '';
    // Moves the cursor and the focus to the place. Its code, a link, can stand in the middle of the row.
    await problem.dblclick({ position: { x: 100, y: 10 } });
    await this.#page.locator('#status\\.editor\\.selection').getByText(`Ln ${line},`).waitFor();
    await this.#page.locator('.monaco-editor.focused').waitFor();
    const menu = this.#page.locator('.action-widget');
    const offered = menu.getByRole('option').first();
    // Asked before the server is ready, the editor offers nothing and says so for a moment; a person asks again.
    for (let tries = 0; tries < 10 && !(await offered.isVisible()); tries += 1) {
      await this.#page.keyboard.press('Control+.');
      await offered.waitFor({ timeout: 5_000 }).catch(() => {});
    }
    await offered.waitFor();
    return menu;
  }

  /** Goes to the place of a problem and applies the quick fix whose title fits the pattern. */
  async applyQuickFix(problem: Locator, title: RegExp): Promise<void> {
    const menu = await this.openQuickFixes(problem);
    await menu.getByRole('option', { name: title }).first().click();
  }

  /** Shows a view container of the activity bar. */
  async showContainer(name: string): Promise<void> {
    const tab = this.#page.getByRole('tab', { name: new RegExp(`^${name}`) }).first();
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
  }

  /** A view of the side bar with all that is in it, by its name. */
  view(name: string): Locator {
    return this.#page.locator('.pane').filter({ has: this.#page.getByRole('button', { name: `${name} Section` }) });
  }

  /** The tree of a view, by the view's name. */
  tree(view: string): Locator {
    return this.#page.getByRole('tree', { name: view });
  }

  /** Waits until the Render Queue shows that more than `after` of the `total` frames of a comp's job are rendered; returns how many. */
  async framesDone(comp: string, total: number, after: number): Promise<number> {
    const counts = Array.from({ length: total - after - 1 }, (_, index) => after + 1 + index);
    const row = this.tree('Render Queue').getByRole('treeitem', {
      name: new RegExp(`${comp}, (?:${counts.join('|')}) of ${total} frames`),
    });
    const name = await row.getAttribute('aria-label');
    return Number(/(?<done>\d+) of/.exec(name ?? '')?.groups?.done);
  }

  /** Shows the rows under a row of a view, by keyboard. */
  async expand(view: string, row: RegExp): Promise<void> {
    const item = this.tree(view).getByRole('treeitem', { name: row });
    await item.click();
    if ((await item.getAttribute('aria-expanded')) !== 'true') await this.#page.keyboard.press('ArrowRight');
    await this.#page.locator('[aria-expanded=true]').and(item).waitFor();
  }

  /** The input box or list that a command has opened. */
  get quickInput(): Locator {
    return this.#page.locator('.quick-input-widget');
  }

  /** The modal dialog that is open. */
  get dialog(): Locator {
    return this.#page.locator('.monaco-dialog-box');
  }

  /** Notifications whose text fits a pattern. */
  notification(pattern: RegExp): Locator {
    return this.#page.locator('.notification-toast').filter({ hasText: pattern });
  }

  /** What the status bar says of the lock of the comp in the editor. */
  get lockInStatusBar(): Locator {
    return this.#page.locator('[id="compline.compline.compline.lock"]');
  }

  /** The language that the status bar names. */
  languageInStatusBar(name: string): Locator {
    return this.#page.locator('#status\\.editor\\.mode').getByText(name);
  }

  /** The tab of a file that has no unsaved changes. */
  savedTab(name: string): Locator {
    return this.#page.locator('.tab:not(.dirty)').filter({ hasText: name });
  }

  /** Runs Compline's publish of the comp in the editor. It goes on to ask: for trust, then for state and comment. */
  async publish(): Promise<void> {
    // The palette shows what there is when it opens: the extension's commands must have arrived.
    await this.#page
      .locator('.editor-actions')
      .getByRole('button', { name: /^Publish/ })
      .waitFor();
    await this.runCommand('Compline: Publish…');
  }

  /** Answers what a publish asks about the version. */
  async describeVersion(state: string, comment: string): Promise<void> {
    await this.quickInput.getByRole('option', { name: new RegExp(`^${state}\\b`) }).click();
    await this.quickInput.getByText(/Comment/).waitFor();
    await this.quickInput.locator('input').fill(comment);
    await this.#page.keyboard.press('Enter');
    await this.quickInput.getByRole('option', { name: new RegExp(`^Publish .* as .*${state}`) }).waitFor();
    await this.#page.keyboard.press('Enter');
  }

  /** Trusts the project in the dialog that names the programs it would run. */
  async trustProject(programs: RegExp): Promise<void> {
    await this.dialog.filter({ hasText: programs }).getByRole('button', { name: 'Trust and Continue' }).click();
  }
}
