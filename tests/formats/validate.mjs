// SPDX-License-Identifier: MIT
// Other people's validators over what touchstone wrote: validate.mjs KIND FILE..., KIND sarif, codequality,
// action, workflow.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(process.env.TOUCHSTONE_BROWSER_TOOLS + '/package.json');
const own = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const addFormats = require('ajv-formats');
const [kind, ...files] = process.argv.slice(2);
const STEERING = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}]/u;
const failures = [];

function fail(file, text) {
  failures.push(`${file}: ${text}`);
}

function compile(Ajv, schema) {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  return ajv.compile(schema);
}

function hold(file, name, validate, data) {
  if (!validate(data)) {
    for (const error of validate.errors.slice(0, 10)) {
      fail(file, `${name}: ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
    }
  }
}

function eachText(value, fn, key = '') {
  if (typeof value === 'string') {
    fn(value, key);
  } else if (value && typeof value === 'object') {
    for (const [name, inner] of Object.entries(value)) {
      eachText(inner, fn, name);
    }
  }
}

// What no schema says: numbers that point somewhere, fingerprints that tell results apart, URIs that another parser
// takes, texts for people without what steers.
function lookAtSarif(file, log) {
  const run = log.runs[0];
  const rules = run.tool.driver.rules;
  const seen = new Set();
  for (const [index, result] of run.results.entries()) {
    const at = `result ${index} (${result.ruleId})`;
    const lines = result.partialFingerprints.primaryLocationLineHash;
    if (rules[result.ruleIndex]?.id !== result.ruleId) fail(file, `${at}: ruleIndex points elsewhere`);
    if (seen.has(lines)) fail(file, `${at}: its fingerprint is another's as well`);
    seen.add(lines);
    if (result.locations.length !== 1) fail(file, `${at}: ${result.locations.length} locations`);
    if ((result.relatedLocations ?? []).length > 99) fail(file, `${at}: too many related locations`);
    for (const location of [...result.locations, ...(result.relatedLocations ?? [])]) {
      const region = location.physicalLocation?.region;
      if (region && !(region.startLine > 0)) fail(file, `${at}: a region without a line`);
    }
  }
  if (new Set(rules.map((rule) => rule.id)).size !== rules.length) fail(file, 'a rule stands twice');
  for (const rule of rules) {
    if (!run.results.some((result) => result.ruleId === rule.id)) fail(file, `${rule.id} does not occur`);
  }
  for (const note of run.invocations[0].toolExecutionNotifications) {
    const { id, index } = note.descriptor ?? {};
    if (note.descriptor && run.tool.driver.notifications[index]?.id !== id) fail(file, `notification ${id} points elsewhere`);
  }
  eachText(log, (text, key) => {
    if (key === 'uri' && !URL.canParse(text, 'https://base.example/')) fail(file, `no URI: ${text}`);
    if (key === 'text' && STEERING.test(text)) fail(file, `text that steers: ${JSON.stringify(text)}`);
    if (key === 'text' && /\]\(|\{\d+\}/.test(text)) fail(file, `a link or an argument: ${text}`);
  });
}

function lookAtQuality(file, entries) {
  const seen = new Set(entries.map((entry) => entry.fingerprint));
  if (seen.size !== entries.length) fail(file, `${entries.length} entries, ${seen.size} fingerprints`);
  eachText(entries, (text) => {
    if (STEERING.test(text)) fail(file, `text that steers: ${JSON.stringify(text)}`);
  });
}

function lookAtAction(file, text) {
  const { validateAction, validateWorkflow } = require('@action-validator/core');
  for (const error of (kind === 'action' ? validateAction : validateWorkflow)(text).errors) fail(file, JSON.stringify(error));
  return 'action-validator';
}

const kinds = {
  sarif() {
    const validators = [
      ['SARIF 2.1.0 of the SARIF SDK, draft 2020-12',
        compile(require('ajv/dist/2020').default,
          JSON.parse(readFileSync(require.resolve('@microsoft/sarif-multitool-linux/sarif-2.1.0.json'), 'utf8')))],
      ['SARIF 2.1.0 of SchemaStore, draft-04',
        compile(require('ajv-draft-04').default ?? require('ajv-draft-04'),
          JSON.parse(readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8')))],
    ];
    return (file, data) => {
      for (const [name, validate] of validators) hold(file, name, validate, data);
      lookAtSarif(file, data);
      return `${data.runs[0].results.length} results`;
    };
  },
  codequality() {
    const validate = compile(require('ajv/dist/2020').default, own('codequality.schema.json'));
    return (file, data) => {
      hold(file, 'own schema', validate, data);
      lookAtQuality(file, data);
      return `${data.length} entries`;
    };
  },
  action: () => lookAtAction,
  workflow: () => lookAtAction,
};

const look = kinds[kind]();
for (const file of files) {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  const before = failures.length;
  const what = look(file, ['action', 'workflow'].includes(kind) ? text : JSON.parse(text));
  console.log(`${failures.length === before ? 'valid  ' : 'INVALID'} ${file}: ${what}`);
}
for (const failure of failures.slice(0, 40)) console.error(`FAILED: ${failure}`);
process.exit(failures.length ? 1 : 0);
