/* SPDX-License-Identifier: MIT
 *
 * Broken configuration and what is said of it: each row is a file with its faults and the whole of
 * the messages, in their order.
 */
#include "core/config/plan_build.h"
#include "core/config/touchpoints_csv.h"
#include "tests/unit/config_support.h"

#define PLAN "touchstone: 1\ntouchpoints:\n"
#define BRAND "touchstone: 1\nname: N\nlanguages: [nl, en]\n"

struct row {
    const char *name, *text, *expected;
};

static const struct row plans[] = {
    {"not a map", "[a]\n", "f:1:1: \"touchstone.yaml\" must be a map, not a list\n"},
    {"no version", "touchpoints: []\n", "f:1:1: the key \"touchstone\" is missing\n"},
    {"another version", "touchstone: 2\n",
     "f:1:1: \"touchstone\": \"2\" is not a version this program reads: write 1\n"},
    {"a misspelt key", "touchstone: 1\ntouchpoint: []\n",
     "f:2:1: unknown key \"touchpoint\" (did you mean \"touchpoints\"?)\n"},
    {"a foreign key", "touchstone: 1\nx: 1\n",
     "f:2:1: unknown key \"x\" (known: touchstone, brand, database, timezone, touchpoints_from, "
     "touchpoints, journeys, feedback, notify)\n"},
    {"no value", "touchstone: 1\ntouchpoints:\n", "f:2:1: \"touchpoints\" has no value\n"},
    {"no path", "touchstone: 1\nbrand:\n", "f:2:1: \"brand\" has no value\n"},
    {"an empty path", "touchstone: 1\nbrand: ''\n", "f:2:1: \"brand\" is empty\n"},
    {"a list for a path", "touchstone: 1\nbrand: [a]\n",
     "f:2:1: \"brand\" must be text, not a list\n"},
    {"a timezone", "touchstone: 1\ntimezone: Europe/Utrecht\n",
     "f:2:1: \"timezone\": \"Europe/Utrecht\" is not a timezone this system knows: write "
     "Europe/Amsterdam\n"},
    {"a touchpoint that is text", PLAN "  - webshop\n",
     "f:3:5: \"touchpoints\" must be a map, not text\n"},
    {"no id and no channel", PLAN "  - name: x\n",
     "f:3:5: the key \"channel\" is missing\nf:3:5: the key \"id\" is missing\n"},
    {"an id with a space", PLAN "  - {id: web shop, channel: website}\n",
     "f:3:6: \"id\": \"web shop\" is not an id: write at most 64 letters a-z, digits, - _ and .\n"},
    {"an id twice", PLAN "  - {id: a, channel: website}\n  - {id: a, channel: email}\n",
     "f:4:6: the id \"a\" stands twice in \"touchpoints\" (first on line 3)\n"},
    {"a password in an address",
     PLAN
     "  - {id: a, channel: website, source: {web: {start: [\"https://ik:geheim@a.example/\"]}}}\n",
     "f:3:54: \"https://...@a.example/\" holds a user name or a password, which would stand in "
     "reports: sources have keys of their own for them\n"},
    {"a misspelt channel", PLAN "  - {id: a, channel: webiste}\n",
     "f:3:13: unknown channel \"webiste\" (did you mean \"website\"?)\n"},
    {"a channel of one's own", PLAN "  - {id: a, channel: hologram}\n", ""},
    {"a phase", PLAN "  - {id: a, channel: email, phase: [before, between]}\n",
     "f:3:45: unknown phase \"between\" (known: before, during, after)\n"},
    {"a category", PLAN "  - {id: a, channel: email, category: mesage}\n",
     "f:3:29: unknown category \"mesage\" (did you mean \"message\"?)\n"},
    {"control", PLAN "  - {id: a, channel: email, control: theirs}\n",
     "f:3:29: unknown control \"theirs\" (known: owned, partner, external)\n"},
    {"importance", PLAN "  - {id: a, channel: email, importance: 6}\n",
     "f:3:29: \"importance\": \"6\" is not between 1 and 5\n"},
    {"importance in words", PLAN "  - {id: a, channel: email, importance: high}\n",
     "f:3:29: \"importance\": \"high\" is not a whole number\n"},
    {"a huge number", PLAN "  - {id: a, channel: email, importance: 99999999999999999999}\n",
     "f:3:29: \"importance\": \"99999999999999999999\" is not a whole number\n"},
    {"expects", PLAN "  - {id: a, channel: email, expects: [promise, adress]}\n",
     "f:3:48: unknown expects \"adress\" (did you mean \"address\"?)\n"},
    {"an unknown source", PLAN "  - {id: a, channel: email, source: {foldr: {path: x}}}\n",
     "f:3:38: unknown source \"foldr\" (did you mean \"folder\"?)\n"},
    {"two sources",
     PLAN "  - {id: a, channel: email, source: {folder: {path: x}, web: {start: y}}}\n",
     "f:3:29: a touchpoint has one source, not 2: make a touchpoint of each\n"},
    {"no source", PLAN "  - {id: a, channel: email, source: {}}\n",
     "f:3:29: a touchpoint has one source, not 0: leave \"source\" out if there is none yet\n"},
    {"a source that is text", PLAN "  - {id: a, channel: email, source: folder}\n",
     "f:3:29: \"source\" must be a map, not text\n"},
    {"a source without its path", PLAN "  - {id: a, channel: email, source: {folder: {}}}\n",
     "f:3:38: the key \"path\" is missing\n"},
    {"a source without options", PLAN "  - {id: a, channel: email, source: {folder: }}\n",
     "f:3:38: the key \"path\" is missing\n"},
    {"an option of a source",
     PLAN "  - {id: a, channel: website, source: {web: {start: x, max_page: 5}}}\n",
     "f:3:56: unknown key \"max_page\" (did you mean \"max_pages\"?)\n"},
    {"a rate", PLAN "  - {id: a, channel: website, source: {web: {start: x, max_rate: 5}}}\n",
     "f:3:56: \"max_rate\": \"5\" is not a rate: write 5/s or 30/m\n"},
    {"a rate of nothing",
     PLAN "  - {id: a, channel: website, source: {web: {start: x, max_rate: 0/s}}}\n",
     "f:3:56: \"max_rate\": \"0/s\" is not a rate above zero: write 5/s or 30/m\n"},
    {"a duration",
     PLAN "  - {id: a, channel: website, source: {web: {start: x, timeout: 5 days}}}\n",
     "f:3:56: \"timeout\": \"5 days\" is not a duration: write 500ms, 10s, 5m or 1h\n"},
    {"a size", PLAN "  - {id: a, channel: website, source: {web: {start: x, max_size: 5 kilo}}}\n",
     "f:3:56: \"max_size\": \"5 kilo\" is not a size: write 64KB or 10MB\n"},
    {"a size beyond counting",
     PLAN "  - {id: a, channel: website, source: {web: {start: x, max_size: 999999999999999GB}}}\n",
     "f:3:56: \"max_size\": \"999999999999999GB\" is not a size: write 64KB or 10MB\n"},
    {"a choice", PLAN "  - {id: a, channel: website, source: {web: {start: x, robots: obay}}}\n",
     "f:3:56: unknown robots \"obay\" (did you mean \"obey\"?)\n"},
    {"an unknown check", PLAN "  - {id: a, channel: email, checks: {speling: off}}\n",
     "f:3:38: unknown check \"speling\" (did you mean \"spelling\"?)\n"},
    {"a check that is neither", PLAN "  - {id: a, channel: email, checks: {spelling: info}}\n",
     "f:3:38: \"spelling\" must be \"off\" or a map of options\n"},
    {"an option of a check",
     PLAN
     "  - {id: a, channel: email, checks: {spelling: {severity: fatal}, shape: {strict: yes}}}\n",
     "f:3:49: unknown severity \"fatal\" (known: error, warning, info)\n"
     "f:3:75: \"strict\": \"yes\" is not true or false\n"},
    {"a broken plugin", PLAN "  - {id: a, channel: email, checks: {cracked: {}}}\n",
     "f:3:38: the plugin of the check \"cracked\" cannot be used: built for ABI 7, rebuild\n"},
    {"kinds", PLAN "  - {id: a, channel: email, kinds: [home]}\n",
     "f:3:29: \"kinds\" must be a map, not a list\n"},
    {"a kind with a space", PLAN "  - {id: a, channel: email, kinds: {front page: /}}\n",
     "f:3:37: \"kinds\": \"front page\" is not an id: write at most 64 letters a-z, digits, - _ "
     "and "
     ".\n"},
    {"a journey without steps", "touchstone: 1\njourneys: [{id: a}]\n",
     "f:2:12: the key \"steps\" is missing\n"},
    {"a journey of no steps", "touchstone: 1\njourneys: [{id: a, steps: []}]\n",
     "f:2:20: \"steps\" is empty\n"},
    {"many faults in the order of their places",
     "touchstone: 1\ndatabase: [x]\ntouchpoints:\n  - {id: b, chanel: x, owner: }\nbrnd: x\n",
     "f:2:1: \"database\" must be text, not a list\n"
     "f:4:5: the key \"channel\" is missing\n"
     "f:4:13: unknown key \"chanel\" (did you mean \"channel\"?)\n"
     "f:4:24: \"owner\" has no value\n"
     "f:5:1: unknown key \"brnd\" (did you mean \"brand\"?)\n"},
    {"a fault behind an alias is told once",
     PLAN "  - {id: a, channel: email, kinds: &k {home: []}}\n"
          "  - {id: b, channel: email, phase: &p [befor]}\n"
          "  - {id: c, channel: email, phase: *p}\n",
     "f:4:40: unknown phase \"befor\" (did you mean \"before\"?)\n"},
    {"control characters are shown harmless", "touchstone: 1\n\"a\\e[31m\": 1\n",
     "f:2:1: unknown key \"a\\u001B[31m\" (known: touchstone, brand, database, timezone, "
     "touchpoints_from, touchpoints, journeys, feedback, notify)\n"},
};

static const struct row brands[] = {
    {"nothing needed", "touchstone: 1\n",
     "f:1:1: the key \"languages\" is missing\nf:1:1: the key \"name\" is missing\n"},
    {"no languages", "touchstone: 1\nname: N\nlanguages: []\n", "f:3:1: \"languages\" is empty\n"},
    {"a language", "touchstone: 1\nname: N\nlanguages: [Dutch]\n",
     "f:3:13: \"languages\": \"Dutch\" is not a language code: write nl or en-GB\n"},
    {"a country", BRAND "country: UK\n",
     "f:4:1: \"country\": \"UK\" is not a country code: write two capitals as in ISO 3166-1, such "
     "as NL\n"},
    {"Norway", BRAND "country: NO\n", ""},
    {"a pay-off without text", BRAND "promise: {payoff: {nl: {also: [x]}}}\n",
     "f:4:20: the key \"text\" is missing\n"},
    {"a pay-off as a list", BRAND "promise: {payoff: {nl: [x, y]}}\n",
     "f:4:20: \"payoff.nl\" must be text or a map, not a list\n"},
    {"a pay-off without language", BRAND "promise: {payoff: {text: x}}\n",
     "f:4:20: \"payoff\": \"text\" is not a language code: write nl or en-GB\n"
     "f:4:20: the language \"text\" is not among \"languages\"\n"},
    {"a pay-off in a language of nobody", BRAND "promise: {payoff: {nl: x, de: y}}\n",
     "f:4:27: the language \"de\" is not among \"languages\"\n"},
    {"a language with its country", BRAND "promise: {payoff: {nl-BE: x, en-GB: y}}\n", ""},
    {"what is required", BRAND "promise: {payoff: x, require: [{in: [home]}]}\n",
     "f:4:32: the key \"accept\" is missing\nf:4:32: the key \"on\" is missing\n"},
    {"a pay-off required but not given",
     BRAND "promise: {themes: [x], require: [{on: document, accept: payoff}]}\n",
     "f:4:34: the pay-off is required, but there is no \"payoff\"\n"},
    {"a theme required but not given",
     BRAND "promise: {require: [{on: document, accept: theme}]}\n",
     "f:4:21: a theme is required, but there are no \"themes\"\n"},
    {"coverage of a document",
     BRAND "promise: {payoff: x, require: [{on: document, accept: payoff, coverage: 60%}]}\n",
     "f:4:63: \"coverage\" is a share of a touchpoint's documents: write \"on: touchpoint\"\n"},
    {"a percentage",
     BRAND "promise: {payoff: x, require: [{on: touchpoint, accept: payoff, coverage: 0.6}]}\n",
     "f:4:65: \"coverage\": \"0.6\" is not a percentage: write 60%\n"},
    {"more than all",
     BRAND "promise: {payoff: x, require: [{on: touchpoint, accept: payoff, coverage: 101%}]}\n",
     "f:4:65: \"coverage\": \"101%\" is not a percentage: write 60%\n"},
    {"a term without operator may adjust one of a pack", BRAND "terms: [{id: a, because: x}]\n",
     ""},
    {"the name of a pack", BRAND "packs: [nl/je, ../x, nl/je.yaml, /etc/x, nl/a/b, Nl, '', a/]\n",
     "f:4:16: \"packs\": \"../x\" is not the name of a pack: write nl/je (letters a-z, digits, - "
     "and "
     "_)\n"
     "f:4:22: \"packs\": \"nl/je.yaml\" is not the name of a pack: write nl/je (letters a-z, "
     "digits, "
     "- and _)\n"
     "f:4:34: \"packs\": \"/etc/x\" is not the name of a pack: write nl/je (letters a-z, digits, - "
     "and _)\n"
     "f:4:42: \"packs\": \"nl/a/b\" is not the name of a pack: write nl/je (letters a-z, digits, - "
     "and _)\n"
     "f:4:50: \"packs\": \"Nl\" is not the name of a pack: write nl/je (letters a-z, digits, - and "
     "_)\n"
     "f:4:54: \"packs\": \"\" is not the name of a pack: write nl/je (letters a-z, digits, - and "
     "_)\n"
     "f:4:58: \"packs\": \"a/\" is not the name of a pack: write nl/je (letters a-z, digits, - and "
     "_)\n"},
    {"an example",
     BRAND "terms: [{id: a, forbid: x, ok: [y, {txt: z, scope: headline}], wrong: ''}]\n",
     "f:4:36: the key \"text\" is missing\n"
     "f:4:37: unknown key \"txt\" (did you mean \"text\"?)\n"
     "f:4:45: unknown scope \"headline\" (did you mean \"heading\"?)\n"
     "f:4:64: \"wrong\" is empty\n"},
    {"a term with two", BRAND "terms: [{id: a, prefer: x, forbid: [y]}]\n",
     "f:4:28: only one of \"prefer\" and \"forbid\" may stand here\n"},
    {"a term without id", BRAND "terms: [{forbid: x}]\n", "f:4:9: the key \"id\" is missing\n"},
    {"two terms of one id", BRAND "terms:\n  - {id: a, forbid: x}\n  - {id: a, forbid: y}\n",
     "f:6:6: the id \"a\" stands twice in \"terms\" (first on line 5)\n"},
    {"not without prefer", BRAND "terms: [{id: a, forbid: x, not: [y]}]\n",
     "f:4:28: \"not\" belongs to a term with \"prefer\"\n"},
    {"want without consistent", BRAND "terms: [{id: a, forbid: x, want: y}]\n",
     "f:4:28: \"want\" belongs to a term with \"consistent\"\n"},
    {"want of no group",
     BRAND "terms: [{id: a, consistent: {formal: [u], informal: [je]}, want: formeel}]\n",
     "f:4:60: unknown group of words \"formeel\" (did you mean \"formal\"?)\n"},
    {"count without bound", BRAND "terms: [{id: a, count: {of: [x]}}]\n",
     "f:4:17: \"count\" needs \"max\" or \"min\"\n"},
    {"count upside down", BRAND "terms: [{id: a, count: {of: [x], min: 3, max: 2}}]\n",
     "f:4:17: \"min\" is more than \"max\"\n"},
    {"a conditional without end", BRAND "terms: [{id: a, conditional: {if: x}}]\n",
     "f:4:17: the key \"then\" is missing\n"},
    {"casing", BRAND "terms: [{id: a, casing: camel}]\n",
     "f:4:17: unknown casing \"camel\" (known: sentence, title, upper, lower)\n"},
    {"a scope", BRAND "terms: [{id: a, forbid: x, scope: headings}]\n",
     "f:4:28: unknown scope \"headings\" (did you mean \"heading\"?)\n"},
    {"an exception", BRAND "terms: [{id: a, forbid: x, except: [urls]}]\n",
     "f:4:37: unknown except \"urls\" (did you mean \"url\"?)\n"},
    {"a language of a term", BRAND "terms: [{id: a, forbid: x, lang: fr}]\n",
     "f:4:28: the language \"fr\" is not among \"languages\"\n"},
    {"nothing forbidden", BRAND "terms: [{id: a, forbid: []}]\n", "f:4:17: \"forbid\" is empty\n"},
    {"severity", BRAND "terms: [{id: a, forbid: x, severity: eror}]\n",
     "f:4:28: unknown severity \"eror\" (did you mean \"error\"?)\n"},
    {"an open pattern", BRAND "terms: [{id: a, pattern: '(x'}]\n",
     "f:4:17: \"pattern\": \"(x\" is not a regular expression: missing terminating )\n"},
    {"a date that is none", BRAND "identity: {names: [{id: a, text: x, until: 30-06-2021}]}\n",
     "f:4:37: \"until\": \"30-06-2021\" is not a date: write YYYY-MM-DD\n"},
    {"a day that is none", BRAND "identity: {names: [{id: a, text: x, from: 2023-02-29}]}\n",
     "f:4:37: \"from\": \"2023-02-29\" is not a day that exists\n"},
    {"from after until",
     BRAND "identity: {names: [{id: a, text: x, from: 2024-02-29, until: 2024-02-28}]}\n",
     "f:4:20: \"from\" comes after \"until\"\n"},
    {"an address of two kinds",
     BRAND "identity: {addresses: [{id: a, street: x, po_box: 1, city: y}]}\n",
     "f:4:43: only one of \"street\" and \"po_box\" may stand here\n"},
    {"an address of none", BRAND "identity: {addresses: [{id: a, city: y}]}\n",
     "f:4:24: one of these keys is missing: street, po_box\n"},
    {"a misspelt section", BRAND "identety: {}\n",
     "f:4:1: unknown key \"identety\" (did you mean \"identity\"?)\n"},
    {"a registration", BRAND "identity: {registrations: {kwk: \"1\"}}\n",
     "f:4:28: unknown key \"kwk\" (did you mean \"kvk\"?)\n"},
    {"what is all", BRAND "identity: {require: [{all: [name, fone]}]}\n",
     "f:4:35: unknown all \"fone\" (known: name, address, phone, email, registration)\n"},
    {"a logo without files", BRAND "logos: {versions: [{id: a}]}\n",
     "f:4:20: the key \"files\" is missing\n"},
    {"a width beyond all pictures",
     BRAND "logos: {versions: [{id: a, files: x, min_width: 99999999999}]}\n",
     "f:4:38: \"min_width\": \"99999999999\" is not between 0 and 16384\n"},
    {"a width that would wrap",
     BRAND "logos: {versions: [{id: a, files: x, min_width: 4294967300}]}\n",
     "f:4:38: \"min_width\": \"4294967300\" is not between 0 and 16384\n"},
    {"more logos than a page holds",
     BRAND "logos: {versions: [{id: a, files: x}], require: [{min: 4294967297}]}\n",
     "f:4:51: \"min\": \"4294967297\" is not between 0 and 1000\n"},
    {"a clear space", BRAND "logos: {versions: [{id: a, files: x, clear_space: 10}]}\n",
     "f:4:38: \"clear_space\": \"10\" is not a percentage: write 60%\n"},
    {"a fact's type", BRAND "facts: [{id: a, type: durations}]\n",
     "f:4:17: unknown type \"durations\" (did you mean \"duration\"?)\n"},
    {"a fact's range", BRAND "facts: [{id: a, range: [1]}, {id: b, range: [1, x]}]\n",
     "f:4:17: \"range\" is two numbers: write [1, 60]\n"
     "f:4:38: \"range\" is two numbers: write [1, 60]\n"},
    {"a fact's range, turned round", BRAND "facts: [{id: a, range: [60, 1.5]}]\n",
     "f:4:17: the first number of \"range\" is more than the second\n"},
    {"a fact's range that never ends", BRAND "facts: [{id: a, range: [1, inf]}]\n",
     "f:4:17: \"range\" is two numbers: write [1, 60]\n"},
    {"a fact without truth", BRAND "facts: [{id: a, truth: \"\"}]\n",
     "f:4:17: \"truth\" is empty\n"},
    {"a fact's words in a language that is not judged",
     BRAND "facts: [{id: a, anchors: {nl: [x], fr: [y]}, not: {de: [z]}}]\n",
     "f:4:36: the language \"fr\" is not among \"languages\"\n"
     "f:4:52: the language \"de\" is not among \"languages\"\n"},
    {"a fact's units", BRAND "facts: [{id: a, units: [days]}]\n",
     "f:4:25: unknown units \"days\" (did you mean \"day\"?)\n"},
    {"a touchpoint that is not there",
     BRAND "identity: {phones: [{id: a, number: \"1\", for: [webshp]}]}\n",
     "f:4:48: unknown touchpoint \"webshp\" (did you mean \"webshop\"?)\n"},
    {"a rollout without switch",
     BRAND "terms: [{id: a, forbid: x}, {id: b, forbid: y}]\n"
           "rollouts: [{id: r, replace: {\"term:a\": \"term:b\"}}]\n",
     "f:5:12: the key \"switch\" is missing\n"},
    {"a rollout to nowhere",
     BRAND "identity: {phones: [{id: old, number: \"1\"}]}\n"
           "rollouts: [{id: r, switch: 2026-10-01, replace: {\"phone:old\": \"phone:new\"}}]\n",
     "f:5:50: \"phone:new\" is not in this brand book\n"},
    {"a rollout misspelt",
     BRAND "identity: {phones: [{id: service, number: \"1\"}, {id: b, number: \"2\"}]}\n"
           "rollouts: [{id: r, switch: 2026-10-01, replace: {\"phone:sevice\": \"phone:b\"}}]\n",
     "f:5:50: \"phone:sevice\" is not in this brand book (did you mean \"phone:service\"?)\n"},
    {"a reference without kind",
     BRAND "rollouts: [{id: r, switch: 2026-10-01, replace: {hq-old: \"address:hq\"}}]\n",
     "f:4:50: \"address:hq\" is not in this brand book\n"
     "f:4:50: \"replace\": \"hq-old\" is not a reference: write KIND:ID, such as address:hq\n"},
    {"a reference of an unknown kind",
     BRAND "rollouts: [{id: r, switch: 2026-10-01, replace: {\"adress:a\": \"adress:b\"}}]\n",
     "f:4:50: \"adress:a\" is not in this brand book\n"
     "f:4:50: unknown kind of reference \"adress\" (did you mean \"address\"?)\n"},
    {"dates that disagree",
     BRAND "identity:\n  phones:\n    - {id: a, number: \"1\", until: 2026-10-01}\n"
           "    - {id: b, number: \"2\", from: 2026-09-30}\n"
           "rollouts: [{id: r, switch: 2026-10-01, replace: {\"phone:a\": \"phone:b\"}}]\n",
     "f:6:28: \"until\" disagrees with the rollout \"r\", by which it is 2026-09-30: leave it out "
     "here\n"
     "f:7:28: \"from\" disagrees with the rollout \"r\", by which it is 2026-10-01: leave it out "
     "here\n"},
    {"dates that agree",
     BRAND "identity:\n  phones:\n    - {id: a, number: \"1\", until: 2026-09-30}\n"
           "    - {id: b, number: \"2\", from: 2026-10-01}\n"
           "rollouts: [{id: r, switch: 2026-10-01, replace: {\"phone:a\": \"phone:b\"}}]\n",
     ""},
    {"a rollout by itself",
     BRAND "facts: [{id: a, type: duration}]\n"
           "rollouts: [{id: r, switch: 2026-10-01, replace: {\"fact:a\": \"fact:a\"}}]\n",
     "f:5:50: a rollout replaces one thing by another, not by itself\n"},
    {"dates in disorder",
     BRAND "facts: [{id: a, type: duration}, {id: b, type: duration}]\n"
           "rollouts:\n  - id: r\n    switch: 2026-10-01\n    announce: 2026-10-02\n"
           "    due: {default: 2026-09-30}\n    replace: {\"fact:a\": \"fact:b\"}\n",
     "f:8:5: \"announce\" comes after \"switch\"\nf:9:11: \"due\" comes before \"switch\"\n"},
};

static const struct row sheets[] = {
    {"nothing", "", "f: is empty: the first line must name the columns\n"},
    {"no header", "webshop,Webshop,website\n",
     "f:1:1: the first line must name the columns, and \"id\" among them\n"
     "f:1:1: unknown column \"webshop\" (known: id, name, channel, phase, category, control, "
     "owner, "
     "source, path)\n"
     "f:1:9: unknown column \"Webshop\" (known: id, name, channel, phase, category, control, "
     "owner, "
     "source, path)\n"
     "f:1:17: unknown column \"website\" (known: id, name, channel, phase, category, control, "
     "owner, source, path)\n"},
    {"a column misspelt", "id,chanel\na,email\n",
     "f:1:4: unknown column \"chanel\" (did you mean \"channel\"?)\n"},
    {"a column twice", "id,id\na,b\n", "f:1:4: the column \"id\" stands here twice\n"},
    {"fields missing", "id,channel,owner\na,email\nb,email,x,y\n",
     "f:2:1: 2 fields where the first line names 3 columns\n"
     "f:3:1: 4 fields where the first line names 3 columns\n"},
    {"a quote never closed", "id,name,channel\na,\"x,email\n",
     "f:2:3: the quote that opens here is never closed\n"},
    {"text after a quote", "id,name,channel\na,\"x\"y,email\n",
     "f:2:6: text follows a closing quote: double a quote that belongs to the text\n"},
    {"not UTF-8", "id,name,channel\na,caf\xE9,email\n",
     "f:2:6: this is not UTF-8: save the file as UTF-8\n"},
    {"a path without a source", "id,channel,source,path\na,email,,x\n",
     "f:2:10: a path without a source: fill in the column \"source\"\n"},
    {"values",
     "id,channel,phase,source,path\na,emial,before|never,folder,x\nb,email,,foldr,x\n"
     "b b,email,,,\n",
     "f:2:3: unknown channel \"emial\" (did you mean \"email\"?)\n"
     "f:2:9: unknown phase \"never\" (known: before, during, after)\n"
     "f:3:10: unknown source \"foldr\" (did you mean \"folder\"?)\n"
     "f:4:1: \"id\": \"b b\" is not an id: write at most 64 letters a-z, digits, - _ and .\n"},
    {"no channel", "id,channel\na,\n", "f:2:1: the key \"channel\" is missing\n"},
};

/* ---- judging --------------------------------------------------------------------------------- */

static char *judge(struct tree *tree, const struct schema_field *field, struct problems *problems)
{
    static const char *const touchpoints[] = {"webshop", "shop-utrecht", NULL};
    struct schema_run run;
    struct catalog catalog = support_catalog();
    struct ts_node judged = {0};
    if (tree) {
        schema_begin(&run, tree, &catalog);
        judged = schema_judge(&run, tree->root, field);
        if (field == &schema_brand) {
            brand_check(&run, &judged, touchpoints);
        }
        schema_end(&run, problems);
    }
    g_ptr_array_unref(catalog.plugins);
    return tree_to_text(&judged);
}

static void check_rows(const struct row *rows, size_t count, const struct schema_field *field)
{
    for (size_t i = 0; i < count; i++) {
        struct problems *problems = problems_new();
        struct tree *tree = tree_parse("f", "/base", ts_text(rows[i].text), problems);
        g_free(judge(tree, field, problems));
        g_autofree char *errors = support_lines(problems->errors);
        support_equal(rows[i].name, errors, rows[i].expected);
        tree_free(&tree);
        problems_free(&problems);
    }
}

static void test_plans(void **state)
{
    check_rows(plans, G_N_ELEMENTS(plans), &schema_plan);
}

static void test_brands(void **state)
{
    check_rows(brands, G_N_ELEMENTS(brands), &schema_brand);
}

static const struct schema_field sheet = {
    .name = "touchpoints", .type = SCHEMA_LIST, .of = &schema_touchpoint};

static void test_sheets(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(sheets); i++) {
        struct problems *problems = problems_new();
        struct tree *tree = touchpoints_csv_parse("f", "/base", ts_text(sheets[i].text), problems);
        g_free(judge(tree, &sheet, problems));
        g_autofree char *errors = support_lines(problems->errors);
        support_equal(sheets[i].name, errors, sheets[i].expected);
        tree_free(&tree);
        problems_free(&problems);
    }
}

static const struct row good_sheets[] = {
    {"commas, quotes and lines inside quotes",
     "ID,Name,Channel\na,\"x, \"\"y\"\"\nz\",email\n\n,,\nb , B,\"email\"",
     "-\n  id: a\n  name: \"x, \\\"y\\\"\\x0az\"\n  channel: email\n"
     "  control: owned\n  importance: 3\n"
     "-\n  id: b\n  name: B\n  channel: email\n  control: owned\n  importance: 3\n"},
    {"semicolons, a byte order mark, old line ends, a source",
     "\xEF\xBB\xBFid;channel;phase;source;path\ra;email;before / after;folder;m, n\r",
     "-\n  id: a\n  channel: email\n  phase: [before, after]\n  source:\n    folder:\n"
     "      path: \"/base/m, n\"\n      path_given: \"m, n\"\n  control: owned\n  importance: 3\n"},
    {"where a source begins", "id,channel,source,path\na,website,web,https://a.example/\n",
     "-\n  id: a\n  channel: website\n  source:\n    web:\n"
     "      start: [\"https://a.example/\"]\n      max_pages: 10000\n      max_rate: 5000\n"
     "      timeout: 30000\n      max_size: 10485760\n      robots: obey\n      sitemap: true\n"
     "  control: owned\n  importance: 3\n"},
    {"only a header", "id,channel\n", "[]\n"},
};

static void test_good_sheets(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(good_sheets); i++) {
        struct problems *problems = problems_new();
        struct tree *tree =
            touchpoints_csv_parse("f", "/base", ts_text(good_sheets[i].text), problems);
        g_autofree char *text = judge(tree, &sheet, problems);
        g_autofree char *errors = support_lines(problems->errors);
        support_equal(good_sheets[i].name, errors, "");
        support_equal(good_sheets[i].name, text, good_sheets[i].expected);
        tree_free(&tree);
        problems_free(&problems);
    }
}

/* ---- the promised form ----------------------------------------------------------------------- */

struct form {
    const char *name;
    const struct schema_field *field;
    const char *text, *expected;
};

static const struct form forms[] = {
    {"a plan", &schema_plan,
     "touchstone: 1\nbrand: b.yaml\ntouchpoints:\n"
     "  - {id: a, channel: website, phase: before, kinds: {home: /},\n"
     "     source: {web: {start: https://a.example/, max_rate: 30/m, timeout: 5 m}},\n"
     "     checks: {shape: {corners: 007}, terms: off, promise: on}}\n",
     "touchstone: 1\nbrand: /base/b.yaml\ntouchpoints:\n  -\n    id: a\n    channel: website\n"
     "    phase: [before]\n    kinds:\n      home: [/]\n    source:\n      web:\n"
     "        start: [\"https://a.example/\"]\n        max_rate: 500\n        timeout: 300000\n"
     "        max_pages: 10000\n        max_size: 10485760\n        robots: obey\n        sitemap: "
     "true\n"
     "    checks:\n      shape:\n        corners: 7\n        colours: [red, blue]\n"
     "        strict: false\n      terms: off\n      promise: {}\n"
     "    control: owned\n    importance: 3\n"
     "database: /base/.touchstone/touchstone.db\n"},
    {"a brand book", &schema_brand,
     "touchstone: 1\nname: N\nlanguages: nl\npromise: {payoff: Gemak, themes: gemak,\n"
     "  require: {on: document, in: home, accept: theme}}\n"
     "terms: {id: a, forbid: x, scope: heading, except: url}\nspelling: {words: w/../words.txt}\n",
     "touchstone: 1\nname: N\nlanguages: [nl]\npromise:\n  payoff:\n    nl: Gemak\n  themes:\n"
     "    nl: [gemak]\n  require:\n    -\n      on: document\n      in: [home]\n"
     "      accept: theme\nterms:\n  -\n    id: a\n    forbid: [x]\n    scope: [heading]\n"
     "    except: [url]\nspelling:\n  words: [/base/words.txt]\n"},
};

static void test_forms(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        struct problems *problems = problems_new();
        struct schema_run run;
        struct catalog catalog = support_catalog();
        struct tree *tree = tree_parse("f", "/base", ts_text(forms[i].text), problems);
        schema_begin(&run, tree, &catalog);
        run.language = g_strdup("nl");
        struct ts_node judged = schema_judge(&run, tree->root, forms[i].field);
        schema_end(&run, problems);
        g_autofree char *errors = support_lines(problems->errors);
        g_autofree char *text = tree_to_text(&judged);
        support_equal(forms[i].name, errors, "");
        support_equal(forms[i].name, text, forms[i].expected);
        tree_free(&tree);
        problems_free(&problems);
        g_ptr_array_unref(catalog.plugins);
    }
}

/* ---- notices and caps ------------------------------------------------------------------------ */

static void test_notices(void **state)
{
    static const char text[] = BRAND "packs: [x]\nlogos:\n  versions: [{id: a, files: b, from: "
                                     "2026-01-01}]\npromise: {payoff: {nl: {text: x, until: "
                                     "2026-01-01}}}\nidentity: {names: [{id: a, text: x, from: "
                                     "2026-01-01}]}\nrollouts: []\n";
    struct problems *problems = problems_new();
    struct tree *tree = tree_parse("f", "/base", ts_text(text), problems);
    g_free(judge(tree, &schema_brand, problems));
    g_autofree char *errors = support_lines(problems->errors);
    g_autofree char *notices = support_lines(problems->notices);
    support_equal("errors", errors, "");
    support_equal("notices", notices,
                  "f:5:1: logos: not installed, so no touchpoint counts as checked: install "
                  "touchstone-plugin-pictures\n"
                  "f:7:34: until: not available in this version\n"
                  "f:8:1: identity: not installed\n");
    tree_free(&tree);
    problems_free(&problems);
}

/* Without what this version brings a run would judge less than was meant. */
static void test_not_installed(void **state)
{
    static const char plan[] = PLAN "  - {id: a, channel: email, source: {web: {start: x}},\n"
                                    "     checks: {terms: off, logo: off}}\n";
    struct catalog empty = {g_ptr_array_new()};
    struct problems *problems = problems_new();
    struct schema_run run;
    struct tree *tree = tree_parse("f", "/base", ts_text(plan), problems);
    schema_begin(&run, tree, &empty);
    schema_judge(&run, tree->root, &schema_plan);
    schema_end(&run, problems);
    tree_free(&tree);
    tree = tree_parse("f", "/base", ts_text(BRAND "terms: []\nfacts: []\n"), problems);
    schema_begin(&run, tree, &empty);
    schema_judge(&run, tree->root, &schema_brand);
    schema_end(&run, problems);
    g_autofree char *errors = support_lines(problems->errors);
    g_autofree char *notices = support_lines(problems->notices);
    support_equal("errors", errors,
                  "f:3:38: the source \"web\" is not installed (\"touchstone plugins\" shows what "
                  "is)\n"
                  "f:4:15: the check \"terms\" is not installed (\"touchstone plugins\" shows what "
                  "is)\n"
                  "f:4:27: the check \"logo\" is not installed (touchstone-plugin-pictures brings "
                  "it; \"touchstone plugins\" shows what is)\n");
    support_equal("notices", notices,
                  "f:4:1: terms: not installed\n"
                  "f:5:1: facts: not installed\n");
    tree_free(&tree);
    problems_free(&problems);
    g_ptr_array_unref(empty.plugins);
}

static void test_hundred_errors(void **state)
{
    GString *text = g_string_new("touchstone: 1\n");
    struct problems *problems = problems_new();
    for (int i = 0; i < 150; i++) {
        g_string_append_printf(text, "unknown%d: 1\n", i);
    }
    struct tree *tree = tree_parse("f", "/base", ts_text(text->str), problems);
    g_free(judge(tree, &schema_plan, problems));
    assert_int_equal(problems->errors->len, 101);
    assert_string_equal(g_ptr_array_index(problems->errors, 100),
                        "f: 50 more errors are not shown");
    tree_free(&tree);
    problems_free(&problems);
    g_string_free(text, TRUE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plans),          cmocka_unit_test(test_brands),
        cmocka_unit_test(test_sheets),         cmocka_unit_test(test_good_sheets),
        cmocka_unit_test(test_forms),          cmocka_unit_test(test_notices),
        cmocka_unit_test(test_hundred_errors), cmocka_unit_test(test_not_installed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
