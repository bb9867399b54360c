import * as vscode from 'vscode';
import { Dismissed } from '../core/error-reporter.ts';
import type { WalkPlace } from './walk.ts';

/** The answer of somebody who wants to go to the question before. */
export const BACK = Symbol('back');

/** What is said above a question. */
interface Question extends WalkPlace {
  readonly title: string;
  readonly placeholder: string;
}

/** Asks for one of several. */
export interface ListQuestion<Item> extends Question {
  readonly items: readonly Item[];
  /** The one that Enter takes. */
  readonly active: Item | undefined;
}

/** Asks for a text. */
export interface TextQuestion extends Question {
  readonly value: string;
  readonly prompt: string;
  /** Why a text cannot be taken. */
  readonly fault?: (text: string) => string | undefined;
}

/** The ways to ask that a walk has. All throw `Dismissed` where the user calls it off. */
export interface WalkInputs {
  pick<Item extends vscode.QuickPickItem>(question: ListQuestion<Item>): Promise<Item | typeof BACK>;
  write(question: TextQuestion): Promise<string | typeof BACK>;
}

/** Asks by VS Code's quick input, with a button back to the question before. */
export const quickInputs: WalkInputs = {
  async pick<Item extends vscode.QuickPickItem>(question: ListQuestion<Item>) {
    const input = vscode.window.createQuickPick<Item>();
    input.items = question.items;
    input.activeItems = question.active === undefined ? [] : [question.active];
    input.matchOnDescription = true;
    input.matchOnDetail = true;
    return asked<vscode.QuickPick<Item>, Item>(input, question, (answer) => {
      const [item] = input.selectedItems;
      if (item !== undefined) answer(item);
    });
  },
  async write(question) {
    const input = vscode.window.createInputBox();
    input.value = question.value;
    input.prompt = question.prompt;
    const judge = (): string | undefined => {
      input.validationMessage = question.fault?.(input.value);
      return question.fault?.(input.value);
    };
    input.onDidChangeValue(judge);
    return asked<vscode.InputBox, string>(input, question, (answer) => {
      if (judge() === undefined) answer(input.value);
    });
  },
};

async function asked<Input extends vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox, Answer>(
  input: Input,
  { title, placeholder, step, totalSteps }: Question,
  accept: (answer: (it: Answer) => void) => void,
): Promise<Answer | typeof BACK> {
  Object.assign(input, { title, placeholder, step, totalSteps, ignoreFocusOut: true });
  input.buttons = step > 1 ? [vscode.QuickInputButtons.Back] : [];
  try {
    return await new Promise<Answer | typeof BACK>((resolve, reject) => {
      input.onDidAccept(() => accept(resolve));
      input.onDidTriggerButton(() => resolve(BACK));
      input.onDidHide(() => reject(new Dismissed()));
      input.show();
    });
  } finally {
    input.dispose();
  }
}
