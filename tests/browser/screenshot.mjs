// SPDX-License-Identifier: MIT
// The picture of the README: node screenshot.mjs REPORT.html PICTURE.png
import { browse, open } from './support.mjs';

const [file, picture] = process.argv.slice(2);

await browse(async (browser) => {
  await open(browser, file, { name: 'screenshot', viewport: { width: 1360, height: 1180 } }, async (page) => {
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: picture });
  });
});
