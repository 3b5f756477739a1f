import assert from 'node:assert/strict';
import type { ChatPage } from '../support/chatPage';
import { chatPages } from '../support/hooks';
import { themes } from '../support/themes';

/** Contrast of a text colour with a background, as computed by the page. */
async function contrast(chat: ChatPage, text: string, background: string): Promise<number> {
  const [back = [], front = []] = await chat.page
    .evaluate(
      (names) => {
        const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
        const style = getComputedStyle(document.body);
        return names.map((name) => {
          if (!canvas) return [];
          canvas.fillStyle = style.getPropertyValue(`--vscode-${name}`);
          canvas.fillRect(0, 0, 1, 1);
          return [...canvas.getImageData(0, 0, 1, 1).data];
        });
      },
      ['sideBar-background', background, text],
    )
    .then((seen) => seen.slice(1));
  const luminance = (color: readonly number[]) => {
    const [red = 0, green = 0, blue = 0] = color.map((part) =>
      part <= 10 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark = 0, light = 0] = [luminance(front), luminance(back)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const variable = (chat: ChatPage, name: string) =>
  chat.page.evaluate(
    (wanted) => getComputedStyle(document.body).getPropertyValue(`--vscode-${wanted}`),
    name,
  );

describe('theme colours', () => {
  const open = chatPages();
  const pairs = [
    ['descriptionForeground', 'sideBar-background'],
    ['errorForeground', 'sideBar-background'],
    ['textLink-foreground', 'sideBar-background'],
    ['button-foreground', 'button-background'],
    ['button-foreground', 'button-hoverBackground'],
    ['input-foreground', 'input-background'],
    ['input-placeholderForeground', 'input-background'],
    ['editor-foreground', 'editor-background'],
    ['symbolIcon-classForeground', 'editor-background'],
  ] as const;

  for (const theme of Object.keys(themes)) {
    it(`have a contrast of 4.5:1 between text and every background: ${theme}`, async () => {
      const chat = await open({ theme });
      for (const [text, background] of pairs) {
        const ratio = await contrast(chat, text, background);
        // The canvas rounds colours to whole steps.
        assert.ok(ratio >= 4.45, `${text} on ${background}: ${ratio.toFixed(2)}`);
      }
    });
  }

  it('are unchanged if readable, and follow a change of the theme', async () => {
    const chat = await open({ theme: 'Light 2026' });
    assert.equal(await variable(chat, 'button-foreground'), '#ffffff');
    await chat.setTheme('Solarized Light');
    assert.notEqual(await variable(chat, 'button-foreground'), '#ffffff');
    await chat.setTheme('Light 2026');
    assert.equal(await variable(chat, 'button-foreground'), '#ffffff');
    assert.equal(
      await variable(chat, 'descriptionForeground'),
      themes['Light 2026']?.colors['descriptionForeground'],
    );
  });

  it('make suggestions and attachments less prominent than Send', async () => {
    const chat = await open({ theme: 'Light 2026' });
    const background = (selector: string) =>
      chat.page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).backgroundColor);
    assert.equal(await background('.chips vscode-button'), 'rgba(0, 0, 0, 0)');
    assert.equal(await background('.send'), 'rgb(0, 105, 204)');
  });

  it('draw visible lines on the side bar', async () => {
    const chat = await open({ theme: 'Dark 2026' });
    const line = await chat.page.locator('.box').evaluate((box) => getComputedStyle(box).borderTopColor);
    assert.match(line, /0\.35\)$/);
  });
});
