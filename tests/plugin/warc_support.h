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

/* ---- files to read ---- */

#define PAGE "https://www.vlakwerk.example/"
#define HTML "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\n"
#define DATE "2026-11-01T10:00:00Z"

/* A file that grows record by record; is_packed: each in a gzip member of its own. */
struct warc_fixture {
    char *folder, *path;
    GString *file;
    gboolean is_packed;
};

int warc_set_up(void **state);
int warc_tear_down(void **state);

/* The caller frees what these make. */
GString *warc_pack(const char *bytes, size_t size);
GString *warc_record(const char *type, const char *uri, const char *headers, const char *block,
                     size_t size);
char *warc_digest(const char *bytes, size_t size);

/* Appends bytes; a record, by default an HTTP answer of DATE; a page with its digest. */
void warc_put(struct warc_fixture *fixture, const char *bytes, size_t size);
void warc_put_record(struct warc_fixture *fixture, const char *type, const char *uri,
                     const char *headers, const char *block);
void warc_put_page(struct warc_fixture *fixture, const char *uri, const char *body);

/* Writes the first bytes of it, or all, to path. */
void warc_write_bytes(const struct warc_fixture *fixture, size_t size);
void warc_write_file(const struct warc_fixture *fixture);
void warc_open_file(struct warc_fixture *fixture, struct warc_source *source);

/* Fails if the answer is another one, or does not say this; row names it. */
void warc_assert_said(const char *row, struct warc_source *source, const char *locator,
                      unsigned status, const char *said);
/* All locators, a space between them; the caller frees it. */
char *warc_joined(struct warc_source *source);

#endif
