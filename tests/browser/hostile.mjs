// SPDX-License-Identifier: MIT
// What a hostile page or mail puts into a report does nothing there.
// node hostile.mjs REPORT.html
import { browse, check, end, open } from './support.mjs';

const [file] = process.argv.slice(2);

await browse(async (browser) => {
  await open(browser, file, { name: 'hostile' }, async (page) => {
    await page.waitForTimeout(300);
    const found = await page.evaluate(() => ({
      isRun: globalThis.pwned !== undefined,
      handlers: [...document.querySelectorAll('*')].flatMap((element) =>
        [...element.attributes].filter((one) => /^on/i.test(one.name) || one.name === 'style').map((one) => `${element.tagName} ${one.name}`),
      ),
      links: [...document.querySelectorAll('[href], [src], [action]')]
        .map((element) => element.getAttribute('href') || element.getAttribute('src') || element.getAttribute('action'))
        .filter((link) => !/^(#|https?:\/\/|data:image\/(png|webp|svg\+xml)|mailto:)/i.test(link)),
      strangers: document.querySelectorAll('iframe, object, embed, form[action], base, link[rel="stylesheet"]').length,
      scripts: [...document.scripts].filter((script) => script.type !== 'application/json').length,
      controls: (document.body.innerText.match(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\u200e\u200f]/g) || []).length,
      words: document.body.innerText.includes('window.pwned'),
    }));
    check('nothing of it ran', !found.isRun);
    check('no handlers, no styles of its own', found.handlers.length === 0, found.handlers.join(', '));
    check('links are addresses', found.links.length === 0, found.links.join(' '));
    check('no frame, form or base', found.strangers === 0);
    check('one script at most', found.scripts <= 1, String(found.scripts));
    check('controls of direction and others are shown, not obeyed', found.controls === 0, String(found.controls));
    check('it is told as text', found.words);
    for (const link of await page.locator('a[href^="#"]').all()) {
      const href = await link.getAttribute('href');
      if (href.length > 1 && !href.includes('=')) {
        const isThere = await page.evaluate((id) => !!document.getElementById(decodeURIComponent(id)), href.slice(1));
        check(`${href} leads somewhere`, isThere);
      }
    }
  });
});
end();
