// SPDX-License-Identifier: MIT
// A report of 100,000 findings: how long till something is seen.
// node large.mjs REPORT.html
import { statSync } from 'node:fs';
import { browse, check, end, open } from './support.mjs';

const [file] = process.argv.slice(2);

await browse(async (browser) => {
  const times = [];
  for (let i = 0; i < 3; i++) {
    await open(browser, file, { name: 'large' }, async (page) => {
      await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0, null, { timeout: 20000 });
      times.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime));
    });
  }
  times.sort((one, other) => one - other);
  const size = statSync(file).size;
  console.log(`size ${(size / 1048576).toFixed(1)} MB, first paint ${times.map((time) => Math.round(time)).join(', ')} ms`);
  check('below 30 MB', size < 30 * 1048576, String(size));
  check('the first paint within a second', times[0] < 1000, `${Math.round(times[0])} ms`);
});
end();
