// SPDX-License-Identifier: MIT
// The report of the sample firm, used as people use it: search, filters, links into it.
// node report.mjs REPORT.html LARGE.html
import { browse, check, end, open } from './support.mjs';

const [file, large] = process.argv.slice(2);

const shown = (page) => page.evaluate(() => [...document.querySelectorAll('#findings .finding')].filter((one) => one.checkVisibility()).length);
const settled = (page) => page.waitForTimeout(400);

await browse(async (browser) => {
  await open(browser, file, { name: 'matrix' }, async (page) => {
    const matrix = page.locator('#story table');
    check('the matrix has a row a touchpoint', (await matrix.locator('tbody tr:not(.phase)').count()) === 14);
    check('and names its columns', (await matrix.locator('thead th[scope="col"]').count()) >= 7);
    check('an old address is told in its own words', (await matrix.locator('.old, .mixed').filter({ hasText: 'Dorgelolaan' }).count()) >= 1);
    check('a logo is shown', (await matrix.locator('.thumb img').count()) >= 3);
    check('a handoff breaks', (await page.locator('.handoff.broken').count()) >= 1);
    check('what is not measured is not green', (await matrix.locator('tr', { hasText: 'Radio spot' }).locator('.right').count()) === 0);
  });
  await open(browser, file, { name: 'filters' }, async (page) => {
    const all = await shown(page);
    check('findings are shown', all > 50, String(all));
    await page.fill('#by-q', 'Dorgelolaan');
    await settled(page);
    const some = await shown(page);
    check('search leaves what it finds', some > 0 && some < 10, String(some));
    check('and it stands in the address', page.url().endsWith('#q=Dorgelolaan'), page.url());
    check('the number is told', (await page.textContent('#shown')).startsWith(`${some} `));
    await page.fill('#by-q', '');
    await page.selectOption('#by-severity', 'error');
    await page.selectOption('#by-owner', 'service');
    await settled(page);
    const errors = await shown(page);
    const wrong = await page.evaluate(() => [...document.querySelectorAll('#findings .finding')].filter((one) => one.checkVisibility() &&
      (one.closest('section').dataset.owner !== 'service' || one.closest('.rule').dataset.severity !== 'error')).length);
    check('two filters hold together', errors > 0 && wrong === 0, `${errors}, ${wrong} wrong`);
    check('both stand in the address', /severity=error/.test(page.url()) && /owner=service/.test(page.url()));
    await page.click('#filter [type="reset"]');
    await settled(page);
    check('clearing shows all again', (await shown(page)) === all);
    check('and empties the address', !page.url().includes('#'), page.url());
  });
  await open(browser, file, { name: 'link into it', hash: '#severity=error&touchpoint=webshop' }, async (page) => {
    await settled(page);
    const traits = await page.evaluate(() => [...document.querySelectorAll('#findings section')].filter((one) => one.checkVisibility()).map((one) => one.dataset.touchpoint));
    check('a link with filters shows that view', traits.length === 1 && traits[0] === 'webshop', traits.join());
    check('the fields say so', (await page.inputValue('#by-severity')) === 'error');
  });
  await open(browser, file, { name: 'link to a touchpoint', hash: '#t-brochure', reducedMotion: 'reduce' }, async (page) => {
    await settled(page);
    const top = await page.evaluate(() => document.getElementById('t-brochure').getBoundingClientRect().top);
    check('a link to a touchpoint leads there', top > -5 && top < 400, String(top));
  });
  await open(browser, file, { name: 'link to a finding', reducedMotion: 'reduce' }, async (page) => {
    const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map((one) => one.id));
    check('no two elements have one name', new Set(ids).size === ids.length);
    await page.locator('#t-brochure .self').last().click();
    await settled(page);
    const where = await page.evaluate(() => [document.querySelector('.finding:target')?.getBoundingClientRect().top, location.hash]);
    check('a finding has an address', where[0] > -5 && where[0] < 900 && /^#f-brochure-[0-9a-f]{16}$/.test(where[1]), where.join(' '));
  });
  await open(browser, file, { name: 'keyboard', reducedMotion: 'reduce' }, async (page) => {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    check('the skip link skips', (await page.evaluate(() => document.activeElement.id)) === 'content');
    await page.focus('#by-severity');
    await page.keyboard.press('ArrowDown');
    await settled(page);
    check('a filter is chosen by keyboard', (await page.inputValue('#by-severity')) === 'error');
    await page.focus('.handoff.unknown summary');
    await page.keyboard.press('Enter');
    check('a handoff folds out by keyboard', await page.evaluate(() => document.querySelector('.handoff.unknown details').open));
  });
  if (large) {
    await open(browser, large, { name: 'many' }, async (page) => {
      check('the page holds few elements', (await page.locator('.finding').count()) < 700);
      await page.fill('#by-q', 'LX-77777');
      await settled(page);
      await page.waitForFunction(() => document.querySelector('#shown').textContent !== '');
      check('one of 100,000 is found', (await shown(page)) === 1, String(await shown(page)));
      const link = await page.locator('#rest .finding a').first().getAttribute('href');
      check('with a link to its words', /^https:\/\/www\.large\.example\/p777\.html#:~:text=LX%2D77777$/.test(link), link);
      await page.click('#filter [type="reset"]');
      await settled(page);
      await page.click('#rest .next');
      await settled(page);
      check('the rest comes by two hundred', (await page.locator('#rest .finding').count()) === 200);
    });
  }
});
end();
