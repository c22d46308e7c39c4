/** A reaction bar with the five usual reactions, as a reader sees and presses it. */
import type { Page } from 'playwright-core';

export const REACTIONS: readonly string[] = ['love', 'haha', 'wow', 'sad', 'angry'];

/** A choice as text; one that was taken back is nothing. */
export const said = (choice: readonly string[]) => choice.join() || 'nothing';

/** What a bar should show: one for what was chosen, and nothing else. */
export const shownFor = (choice: readonly string[]) =>
  `${said(choice.map((id) => `${id} 1`))}; pressed: ${said(choice)}`;

/** What a bar shows: all numbers but zeros, and what is pressed. */
export async function look(page: Page): Promise<string> {
  const { counts, pressed } = await page.evaluate(() => {
    const root = document.querySelector('reaction-bar')!.shadowRoot!;
    return {
      counts: [...root.querySelectorAll<HTMLElement>('.count')].map((one) => [one.dataset.of!, one.textContent]),
      pressed: [...root.querySelectorAll<HTMLElement>('[aria-pressed="true"]')].map((one) => one.dataset.reaction!),
    };
  });
  const some = counts.filter(([, count]) => count !== '0').map(([id, count]) => `${id} ${count || 'unknown'}`);
  return `${said(some)}; pressed: ${said(pressed)}`;
}

/** Presses buttons, each in a task of its own; tells when, what was pressed before and after, and whether it took one task. */
export const press = (page: Page, reactions: readonly string[]) =>
  page.evaluate(async (reactions) => {
    const bar = document.querySelector('reaction-bar')!;
    const root = bar.shadowRoot!;
    const pressed = () =>
      [...root.querySelectorAll<HTMLElement>('[aria-pressed="true"]')].map((one) => one.dataset.reaction!);
    const { port1, port2 } = new MessageChannel();
    port1.start();
    const taps: { reaction: string; at: number; before: string[]; after: string[]; isSameTask: boolean }[] = [];
    for (const reaction of reactions) {
      let isSameTask = true;
      const nextTask = new Promise<void>((resolve) => {
        const begin = () => {
          isSameTask = false;
          resolve();
        };
        port1.addEventListener('message', begin, { once: true });
      });
      port2.postMessage(undefined);
      const tap = { reaction, at: Date.now(), before: pressed() };
      root.querySelector<HTMLElement>(`button[data-reaction="${reaction}"]`)!.click();
      await bar.updateComplete;
      taps.push({ ...tap, after: pressed(), isSameTask });
      await nextTask;
    }
    port1.close();
    return taps;
  }, reactions);
