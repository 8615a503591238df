/* SPDX-License-Identifier: MIT
 *
 * The source "warc" as a .so through the fake host, for the tests of it.
 */
#ifndef TESTS_PLUGIN_WARC_SUPPORT_H
#define TESTS_PLUGIN_WARC_SUPPORT_H

#include "tests/plugin/fakehost.h"

struct warc_source {
    struct fakehost *fake;
    void *shared, *self;
    struct ts_answer answer; /* the last */
    char *said;              /* of it: reason, target or bytes */
};

/* options: ", include: [...]" or NULL. FALSE: it was not opened; fake->failure says why. */
gboolean warc_source_open(struct warc_source *source, const char *path, const char *options);
void warc_source_close(struct warc_source *source);

/* Asks for a locator; NULL = what there is. Returns the status. */
unsigned warc_source_ask(struct warc_source *source, const char *locator, const char *etag);
/* What there is, char *, in its order. */
GPtrArray *warc_source_list(struct warc_source *source);

#endif
