/* SPDX-License-Identifier: MIT
 *
 * Pages for the tests of numbers in check-identity: a line a block, [text](target) a link,
 * "> " a quotation, "! " spoken.
 */
#ifndef TESTS_PLUGIN_IDENTITY_NUMBERS_H
#define TESTS_PLUGIN_IDENTITY_NUMBERS_H

#include "tests/plugin/fakehost.h"

struct numbers_page {
    GArray *blocks;    /* struct ts_block */
    GArray *spans;     /* struct ts_span, of all blocks */
    GPtrArray *memory; /* char * */
    GArray *kinds;     /* struct ts_str */
    GArray *links;     /* struct ts_link: of lines "@ target" */
    GArray *meta;      /* struct ts_pair: of lines "= name value" */
    struct ts_document document;
};

/* kinds: separated by spaces. The page's memory is freed by numbers_page_finish. */
void numbers_page_init(struct numbers_page *page, const char *text, const char *kinds,
                       const char *language);
void numbers_page_finish(struct numbers_page *page);

/* Opens the check on a brand book; fails the test if it can't. */
void *numbers_open(struct fakehost *fake, const char *brand);
/* Lets the check see the page; fails the test if it fails. */
void numbers_inspect(struct fakehost *fake, void *self, const struct numbers_page *page);
/* What is observed and found, by keys that begin so ("phone|identity/phone"): "key=value" and
 * "rule actual", separated by "; ". To be freed. */
char *numbers_seen(const struct fakehost *fake, const char *prefixes);

#endif
