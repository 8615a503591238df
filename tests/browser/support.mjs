// SPDX-License-Identifier: MIT
// A page in Debian's Chromium that is watched: nothing may leave the file, nothing may go wrong.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const require = createRequire(process.env.TOUCHSTONE_BROWSER_TOOLS + '/package.json');
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

let passed = 0;
const failures = [];

export function check(name, isRight, detail = '') {
  if (isRight) {
    passed += 1;
  } else {
    failures.push(`${name}${detail ? `: ${detail}` : ''}`);
    console.error(`FAILED: ${name}${detail ? `: ${detail}` : ''}`);
  }
}

export function end() {
  console.log(`${passed} checks passed, ${failures.length} failed`);
  process.exit(failures.length ? 1 : 0);
}

export async function browse(fn) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    await fn(browser);
  } finally {
    await browser.close();
  }
}

// Opens a report; options are those of a Playwright context. After fn the page must have been quiet.
export async function open(browser, file, options, fn) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const said = [];
  const asked = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') said.push(message.text());
  });
  page.on('pageerror', (error) => said.push(String(error)));
  page.on('dialog', async (dialog) => {
    said.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  const address = pathToFileURL(file).href;
  page.on('request', (request) => {
    const url = request.url();
    if (url.split('#')[0] !== address && !url.startsWith('data:')) asked.push(url);
  });
  await page.goto(address + (options?.hash || ''));
  const result = await fn(page, address);
  check(`${options?.name || file}: no console error`, said.length === 0, said.join(' | '));
  check(`${options?.name || file}: no request leaves the file`, asked.length === 0, asked.join(' '));
  await context.close();
  return result;
}

// What axe finds, a line each. The page's policy forbids scripts of others, so the context that calls
// this has bypassCSP.
export async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() =>
    globalThis.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  );
  return result.violations.map(
    (one) => `${one.id} (${one.nodes.length}): ${one.nodes[0].target} ${one.nodes[0].failureSummary}`,
  );
}
