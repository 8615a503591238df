// SPDX-License-Identifier: MIT
// What holds for any report, in any width, light or dark, with and without script.
// node everywhere.mjs REPORT.html FOLDER-FOR-SCREENSHOTS NAME
import { browse, check, end, open, violations } from './support.mjs';

const [file, folder, name] = process.argv.slice(2);

async function isWithinWidth(page) {
  return page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth + 1);
}

// Boxes of text that lie over each other, though neither is inside the other.
async function overlaps(page) {
  return page.evaluate(() => {
    const boxes = [];
    for (const element of document.querySelectorAll('h1,h2,h3,p,li,td,th,dt,dd,a,summary,label,button')) {
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      if (!element.checkVisibility({ contentVisibilityAuto: true })) continue;
      if (!own || box.width < 2 || box.height < 2 || style.visibility === 'hidden') continue;
      if (element.closest('.spoken, [class*="sticky"], thead, [data-sticky]')) continue;
      boxes.push({ element, box });
      if (boxes.length > 1500) break;
    }
    const found = [];
    boxes.sort((one, other) => one.box.top - other.box.top);
    for (let i = 0; i < boxes.length; i++) {
      for (let j = i + 1; j < boxes.length && boxes[j].box.top < boxes[i].box.bottom - 3; j++) {
        const [one, other] = [boxes[i], boxes[j]];
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (across > 3 && down > 3 && !one.element.contains(other.element) && !other.element.contains(one.element)) {
          const region = (element) => element.closest('[tabindex="0"], [role="region"]');
          if (region(one.element) !== region(other.element)) continue;
          if (getComputedStyle(one.element).position === 'sticky' || getComputedStyle(other.element).position === 'sticky') continue;
          found.push(`"${one.element.textContent.trim().slice(0, 40)}" and "${other.element.textContent.trim().slice(0, 40)}"`);
        }
      }
    }
    return found.slice(0, 5);
  });
}

await browse(async (browser) => {
  for (const width of [1440, 768, 390]) {
    for (const colorScheme of ['light', 'dark']) {
      const shot = `${folder}/${name}-${width}-${colorScheme}.png`;
      await open(browser, file, { name: `${name} ${width} ${colorScheme}`, viewport: { width, height: 900 }, colorScheme, bypassCSP: true }, async (page) => {
        check(`${name} ${width}: nothing is wider than the page`, await isWithinWidth(page));
        const over = await overlaps(page);
        check(`${name} ${width} ${colorScheme}: no text over text`, over.length === 0, over.join('; '));
        await page.screenshot({ path: shot, fullPage: width === 1440 });
        const bad = await violations(page);
        check(`${name} ${width} ${colorScheme}: axe finds nothing`, bad.length === 0, bad.join('\n    '));
      });
    }
  }
  await open(browser, file, { name: `${name} without script`, javaScriptEnabled: false }, async (page) => {
    check(`${name} without script: the verdict is there`, (await page.locator('h1').count()) === 1);
    check(`${name} without script: findings are there`, (await page.locator('.finding').count()) > 0);
    await page.screenshot({ path: `${folder}/${name}-noscript.png`, fullPage: false });
  });
  await open(browser, file, { name: `${name} on paper` }, async (page) => {
    const pdf = await page.pdf({ format: 'A4', path: `${folder}/${name}.pdf` });
    check(`${name}: it prints`, pdf.length > 20000, `${pdf.length} bytes`);
  });
  await open(browser, file, { name: `${name} by keyboard`, reducedMotion: 'reduce' }, async (page) => {
    const seen = new Set();
    let hidden = 0;
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const element = document.activeElement;
        const box = element.getBoundingClientRect();
        const style = getComputedStyle(element);
        return {
          name: `${element.tagName} ${element.textContent.trim().slice(0, 30)} ${Math.round(box.left)} ${Math.round(box.top + window.scrollY)}`,
          isSeen: box.width > 0 && box.bottom > 0 && box.top < window.innerHeight,
          isMarked: style.outlineStyle !== 'none' || style.boxShadow !== 'none',
          isBody: element === document.body,
        };
      });
      if (at.isBody) break;
      seen.add(at.name);
      if (!at.isSeen || !at.isMarked) {
        hidden += 1;
        if (hidden < 4) console.error(`${at.isSeen ? 'seen' : 'not seen'}, ${at.isMarked ? 'marked' : 'not marked'}: ${at.name}`);
      }
      if (i === 0) {
        check(`${name}: the first stop leads to the content`, /^A /.test(at.name), at.name);
      }
    }
    check(`${name}: the keyboard gets around`, seen.size >= 15, `${seen.size} stops`);
    check(`${name}: each stop is seen and marked`, hidden === 0, `${hidden} are not`);
  });
});
end();
